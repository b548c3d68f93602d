package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.OAuthErrors;
import io.github.llmbeans.gigachat.simulator.WireAnswers;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller of the REST API sees when the model fails, failure by failure. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ModelFailuresIT {
    private static final GigaChatSimulator SIMULATOR = Simulators.MAIN;

    @ArquillianResource
    URI root;

    private Api api;

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("failures", Simulators.settings("gigachat.", SIMULATOR));
    }

    @BeforeEach
    void start() {
        api = new Api(root);
        SIMULATOR.reset();
        Patience.until(() -> Api.object(api.get("api/info")).containsKey("greeting"));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments("a broken request", WireErrors.invalidJson(), 400, "rejected-by-model"),
                arguments("a token that is refused", WireErrors.unauthorized(), 502, "provider-credentials"),
                arguments("no money left", WireErrors.paymentRequired(), 502, "provider-quota"),
                arguments("no right", WireErrors.permissionDenied(), 502, "provider-credentials"),
                arguments("a page for no right", WireErrors.gatewayForbidden(), 502, "provider-credentials"),
                arguments("a wrong address", WireErrors.noSuchModel(), 502, "provider-configuration"),
                arguments("too long for the model", WireErrors.payloadTooLarge(), 413, "rejected-by-model"),
                arguments("wrong parameters", WireErrors.invalidParams("x"), 422, "rejected-by-model"),
                arguments("overloaded", WireErrors.tooManyRequests(), 429, "rate-limited"),
                arguments("overloaded, with 200", WireErrors.okWith429Body(), 429, "rate-limited"),
                arguments("broken", WireErrors.internalError(), 502, "provider-unavailable"),
                arguments("a page instead of JSON, 502", WireErrors.gatewayHtml502(), 502, "provider-unavailable"),
                arguments("a page instead of JSON, 503", WireErrors.gatewayHtml503(), 502, "provider-unavailable"),
                arguments("an error of 10 MB", WireErrors.huge(500), 502, "provider-unavailable"),
                arguments("an empty error", Reply.of(500), 502, "provider-unavailable"),
                arguments("no JSON though 200", Reply.html(200, "<p>hello"), 502, "provider-unavailable"),
                arguments("half an answer", half(), 502, "provider-unavailable"),
                arguments("a reset", Reply.broken(Fault.CONNECTION_RESET), 502, "provider-unavailable"),
                arguments("nothing", Reply.broken(Fault.EMPTY_RESPONSE), 502, "provider-unavailable"),
                arguments("garbage", Reply.broken(Fault.GARBAGE), 502, "provider-unavailable"),
                arguments("silence", late(), 504, "provider-timeout"));
    }

    private static Reply half() {
        return WireAnswers.completion("half").fault(Fault.TRUNCATED_BODY);
    }

    private static Reply late() {
        return WireAnswers.completion("late").after(Duration.ofMinutes(2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void everyFailureOfTheModelIsAProblemWithItsOwnStatusAndType(String name, Reply reply, int status, String type) {
        SIMULATOR.always(Endpoint.COMPLETIONS, reply);
        HttpResponse<String> response = api.ask("hello");
        assertThat(response.statusCode()).isEqualTo(status);
        JsonObject problem = Api.problem(response);
        assertThat(problem.getString("type")).isEqualTo("urn:llmbeans:problem:" + type);
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("provider")).isEqualTo("gigachat");
        assertThat(response.body()).as("never the whole of what came back").hasSizeLessThan(3000);
    }

    /** Where the caller has not chosen, the address or the model of the configuration is wrong, see the first failures. */
    @ParameterizedTest
    @CsvSource({"api/generate,prompt", "api/chat,messages", "api/stream,messages"})
    void onlyWhoHasChosenTheModelIsToldThatItIsUnknown(String path, String question) {
        SIMULATOR.always(Endpoint.COMPLETIONS, WireErrors.noSuchModel());
        String asked = question.equals("prompt") ? ApiTest.prompt("hello") : ApiTest.messages("hello");
        String choice = asked.replaceFirst("\\{", "{\"model\":\"No-Such-Model\",");

        HttpResponse<String> chosen = api.post(path, choice);
        HttpResponse<String> configured = api.post(path, asked);

        assertThat(chosen.statusCode()).isEqualTo(422);
        assertThat(Api.problem(chosen).getString("type")).endsWith(":rejected-by-model");
        assertThat(configured.statusCode()).isEqualTo(502);
        JsonObject problem = Api.problem(configured);
        assertThat(problem.getString("type")).endsWith(":provider-configuration");
        assertThat(problem.getString("detail")).contains("gigachat.base-url", "gigachat.model");
    }

    static Stream<Arguments> tokenFailures() {
        return Stream.of(
                arguments("a wrong key", OAuthErrors.wrongCredentials(), 502, "provider-credentials"),
                arguments("a wrong scope", OAuthErrors.scopeMismatch(), 502, "provider-credentials"),
                arguments("a page instead of JSON", WireErrors.gatewayHtml503(), 502, "provider-unavailable"),
                arguments("a reset", Reply.broken(Fault.CONNECTION_RESET), 502, "provider-unavailable"),
                arguments("silence", late(), 504, "provider-timeout"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokenFailures")
    void aFailureOfTheTokenEndpointIsAProblemToo(String name, Reply reply, int status, String type) {
        SIMULATOR.revokeAllTokens();
        SIMULATOR.always(Endpoint.OAUTH, reply);
        HttpResponse<String> response = api.ask("hello");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Api.problem(response).getString("type")).isEqualTo("urn:llmbeans:problem:" + type);
    }

    @Test
    void anOverloadedModelSaysWhenToComeBack() {
        SIMULATOR.always(Endpoint.COMPLETIONS, WireErrors.tooManyRequests().header("Retry-After", "7"));
        assertThat(api.ask("hello").headers().firstValue("Retry-After")).hasValue("7");
    }

    @Test
    void withoutAHintOfTheModelTheCallerIsAskedToWaitTenSeconds() {
        SIMULATOR.always(Endpoint.COMPLETIONS, WireErrors.tooManyRequests());
        assertThat(api.ask("hello").headers().firstValue("Retry-After")).hasValue("10");
    }

    @Test
    void theModelsRequestIdReachesTheCallerForItsSupport() {
        SIMULATOR.always(Endpoint.COMPLETIONS, WireErrors.internalError().header("X-Request-Id", "support-42"));
        assertThat(Api.problem(api.ask("hello")).getString("requestId")).isEqualTo("support-42");
    }

    @Test
    void theModelAnswersAgainOnceItsTroubleIsOver() {
        SIMULATOR.script(Endpoint.COMPLETIONS, WireErrors.internalError());
        assertThat(api.ask("hello").statusCode()).isEqualTo(502);
        assertThat(api.ask("hello").statusCode()).isEqualTo(200);
    }

    @Test
    void aFailureOfOneProviderIsItsOpinion() {
        SIMULATOR.always(Endpoint.COMPLETIONS, WireErrors.internalError());
        HttpResponse<String> response = api.post("api/opinions", "{\"prompt\":\"Tabs?\"}");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject opinion = Api.read(response.body()).asJsonArray().getJsonObject(0);
        assertThat(opinion.getJsonObject("problem").getString("type")).endsWith(":provider-unavailable");
        assertThat(opinion).doesNotContainKey("answer");
    }
}
