package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.Reply;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private final GigaChatSimulator sim = GigaChatSimulator.start();
    private final Client client = new Client(sim);

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    void scriptedRepliesComeInOrderAndThenEverythingIsAsBefore() {
        sim.script(Endpoint.COMPLETIONS, WireErrors.tooManyRequests(), WireErrors.internalError());
        sim.script(Endpoint.COMPLETIONS, WireErrors.gatewayHtml503());

        assertThat(client.ask("Hi").statusCode()).isEqualTo(429);
        assertThat(client.ask("Hi").statusCode()).isEqualTo(500);
        assertThat(client.ask("Hi").statusCode()).isEqualTo(503);
        assertThat(client.ask("Hi").statusCode()).isEqualTo(200);
    }

    @Test
    void aScriptForOneEndpointLeavesTheOthersAlone() {
        sim.script(Endpoint.OAUTH, OAuthErrors.wrongCredentials());

        assertThat(client.send(client.api("x", "/models")).statusCode()).isEqualTo(401);
        assertThat(client.send(client.oauth()).body())
                .isEqualTo("{\"code\":6,\"message\":\"credentials doesn't match db data\"}");
        assertThat(client.send(client.oauth()).statusCode()).isEqualTo(200);
    }

    @Test
    void aScriptedReplyKeepsItsOwnHeadersAndGetsTheMissingOnes() {
        sim.script(
                Endpoint.COMPLETIONS,
                WireErrors.tooManyRequests().header("Retry-After", "2").header("x-request-id", "fixed"));

        HttpResponse<String> response = client.ask("Hi");

        assertThat(response.headers().firstValue("Retry-After")).contains("2");
        assertThat(response.headers().allValues("X-Request-Id")).containsExactly("fixed");
        assertThat(response.headers().firstValue("X-Session-Id")).isPresent();
        assertThat(response.headers().firstValue("Date")).isPresent();
    }

    @Test
    void alwaysHoldsUntilTheResetAndGivesWayToAScript() {
        sim.always(Endpoint.COMPLETIONS, WireErrors.internalError());
        sim.script(Endpoint.COMPLETIONS, WireErrors.paymentRequired());

        assertThat(client.ask("Hi").statusCode()).isEqualTo(402);
        assertThat(client.ask("Hi").statusCode()).isEqualTo(500);
        assertThat(client.ask("Hi").statusCode()).isEqualTo(500);
        sim.reset(Endpoint.COMPLETIONS);
        assertThat(client.ask("Hi").statusCode()).isEqualTo(200);
    }

    @Test
    void aResetOfEverythingDropsScriptsAndOpensGatesButKeepsTokens() {
        String token = client.token();
        Gate gate = sim.hold(Endpoint.MODELS);
        sim.script(Endpoint.MODELS, WireErrors.internalError());
        sim.always(Endpoint.MODELS, WireErrors.internalError());

        sim.reset();

        assertThat(gate.isOpen()).isTrue();
        assertThat(client.send(client.api(token, "/models")).statusCode()).isEqualTo(200);
    }

    @Test
    void faultsCanBeScriptedByName() {
        sim.script(Endpoint.COMPLETIONS, Fault.CONNECTION_RESET, Fault.TRUNCATED_BODY);

        assertThatThrownBy(() -> client.ask("Hi")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> client.ask("Hi")).isInstanceOf(UncheckedIOException.class);
        assertThat(client.ask("Hi").statusCode()).isEqualTo(200);
    }

    @Test
    void aScriptedDelayIsKept() {
        sim.script(Endpoint.OAUTH, OAuthErrors.scopeEmpty().after(Duration.ofMillis(120)));
        long start = System.nanoTime();

        assertThat(client.send(client.oauth()).statusCode()).isEqualTo(400);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void completionsOfAnyKindCanBeScripted() {
        sim.script(Endpoint.COMPLETIONS, WireAnswers.completion("Hm.", "something_new"));

        HttpResponse<String> response = client.ask("Hi");

        assertThat(response.body())
                .isEqualTo("{\"choices\":[{\"message\":{\"content\":\"Hm.\",\"role\":\"assistant\"},\"index\":0,"
                        + "\"finish_reason\":\"something_new\"}],\"created\":1790000000,"
                        + "\"model\":\"GigaChat-2-Max:2.0.30.01\",\"object\":\"chat.completion\",\"usage\":"
                        + "{\"prompt_tokens\":28,\"completion_tokens\":9,\"total_tokens\":37,"
                        + "\"precached_prompt_tokens\":0}}");
    }

    @Test
    void aScriptedTokenIsGivenOutButNotKnown() {
        sim.script(Endpoint.OAUTH, WireAnswers.token("stranger", 1_790_001_800_000L));

        assertThat(client.send(client.oauth()).body())
                .isEqualTo("{\"access_token\":\"stranger\",\"expires_at\":1790001800000}");
        assertThat(client.send(client.api("stranger", "/models")).statusCode()).isEqualTo(401);
    }

    @Test
    void aHugeErrorHasTenMebibytesOfJson() {
        sim.script(Endpoint.COMPLETIONS, WireErrors.huge(500));

        HttpResponse<String> response = client.ask("Hi");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).hasSize(10 * 1024 * 1024).startsWith("{\"status\":500,\"message\":\"xxx");
    }

    @Test
    void requestsAreKeptByEndpoint() {
        client.ask("Привет");
        client.send(client.api("x", "/nothing"));

        assertThat(sim.requests()).hasSize(3);
        assertThat(sim.tokenRequests())
                .singleElement()
                .satisfies(request -> assertThat(request.bodyText()).isEqualTo("scope=GIGACHAT_API_PERS"));
        assertThat(sim.completionRequests())
                .singleElement()
                .satisfies(request -> assertThat(request.bodyText()).contains("Привет"));
        assertThat(sim.requests(Endpoint.OTHER)).hasSize(1);
        assertThat(sim.requests(Endpoint.MODELS)).isEmpty();

        sim.clearRequests();

        assertThat(sim.requests()).isEmpty();
    }

    @Test
    void aReplyFromOutsideIsAsGoodAsAReadyOne() {
        sim.script(Endpoint.COMPLETIONS, Reply.text(299, "odd").withoutContentType());

        assertThat(client.ask("Hi").body()).isEqualTo("odd");
    }
}
