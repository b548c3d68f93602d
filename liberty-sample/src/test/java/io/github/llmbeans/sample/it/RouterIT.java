package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The enterprise beans ask a router of two providers: what the caller and the operator see when these fail. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RouterIT {
    @ArquillianResource
    URI root;

    private Api api;

    @Deployment(testable = false)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.settings("gigachat.", Simulators.OTHER);
        settings.putAll(Simulators.settings("gigachat.sales.", Simulators.MAIN));
        settings.put("gigachat.instances", "sales");
        settings.put("gigachat.sales.model", "GigaChat-2-Max");
        settings.put("llmbeans.router.members", "gigachat,sales");
        // Health is looked at each time.
        settings.put("llmbeans.health.interval", "0");
        settings.put("gigachat.health-check-interval", "0");
        return SampleWar.with("router", settings);
    }

    @BeforeEach
    void start() {
        Simulators.OTHER.reset();
        Simulators.MAIN.reset();
        api = new Api(root);
    }

    @Test
    void anEnterpriseBeanIsAnsweredByTheSecondProviderWhenTheFirstFails() {
        Simulators.OTHER.always(Endpoint.COMPLETIONS, WireErrors.gatewayHtml503());

        HttpResponse<String> response = api.post("api/chat", ApiTest.messages("Who answers?"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Api.object(response).getString("model")).startsWith("GigaChat-2-Max");
        assertThat(asked(Simulators.OTHER, "Who answers?")).isOne();
        assertThat(asked(Simulators.MAIN, "Who answers?")).isOne();
    }

    @Test
    void anEnterpriseBeanIsToldTheLastFailureWhenAllFail() {
        Simulators.OTHER.always(Endpoint.COMPLETIONS, WireErrors.gatewayHtml503());
        Simulators.MAIN.always(Endpoint.COMPLETIONS, WireErrors.paymentRequired());

        HttpResponse<String> response = api.post("api/chat", ApiTest.messages("Does anybody answer?"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(502);
        assertThat(Api.problem(response).getString("type")).endsWith(":provider-quota");
        assertThat(asked(Simulators.OTHER, "Does anybody answer?")).isOne();
        assertThat(asked(Simulators.MAIN, "Does anybody answer?")).isOne();
    }

    @Test
    void aResourceThatAnswersLaterIsToldTheSame() {
        Simulators.OTHER.script(Endpoint.COMPLETIONS, WireErrors.gatewayHtml503());
        assertThat(Api.object(api.ask("Who answers later?")).getString("model")).startsWith("GigaChat-2-Max");

        Simulators.OTHER.always(Endpoint.COMPLETIONS, WireErrors.gatewayHtml503());
        Simulators.MAIN.always(Endpoint.COMPLETIONS, WireErrors.paymentRequired());
        HttpResponse<String> response = api.ask("Does anybody answer later?");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(502);
        assertThat(Api.problem(response).getString("type")).endsWith(":provider-quota");
    }

    @Tag(Needs.HEALTH)
    @Tag(Needs.CHECKS_OF_EXTENSIONS)
    @Test
    void theOnlyCheckIsUpWhileOneMemberIs() {
        Simulators.OTHER.always(Endpoint.OAUTH, WireErrors.unauthorized());
        Simulators.OTHER.revokeAllTokens();

        Patience.until(() -> checks(Server.health("health/ready"))
                .get("provider router")
                .getJsonObject("data")
                .getString("member gigachat")
                .equals("DOWN"));

        HttpResponse<String> response = Server.health("health/ready");

        // Not its status: this server also waits for the application of its server.xml, which the tests do not have.
        Map<String, JsonObject> checks = checks(response);
        assertThat(checks).containsOnlyKeys("provider router");
        assertThat(checks.get("provider router").getString("status")).isEqualTo("UP");
        JsonObject data = checks.get("provider router").getJsonObject("data");
        assertThat(data.getString("provider")).isEqualTo("router");
        assertThat(data.getString("model")).isEqualTo("GigaChat-2-Pro");
        assertThat(data.getString("status")).isEqualTo("UP");
        assertThat(data.getString("member gigachat")).isEqualTo("DOWN");
        assertThat(data.getString("member sales")).isEqualTo("UP");
        assertThat(Server.healthNumber(data, "secondsSinceProof")).isNotNegative();
        assertThat(response.body()).doesNotContain(Secret.CREDENTIALS);
    }

    @Tag(Needs.HEALTH)
    @Tag(Needs.CHECKS_OF_EXTENSIONS)
    @Test
    void theApplicationIsNotReadyWhenAllMembersAreDown() {
        Simulators.OTHER.always(Endpoint.OAUTH, WireErrors.unauthorized());
        Simulators.MAIN.always(Endpoint.OAUTH, WireErrors.unauthorized());

        // What the application asks at its start may still be answered, and an answer is a proof.
        Patience.until(() -> checks(Server.health("health/ready"))
                .get("provider router")
                .getString("status")
                .equals("DOWN"));

        HttpResponse<String> response = Server.health("health/ready");

        assertThat(response.statusCode()).isEqualTo(503);
        JsonObject router = checks(response).get("provider router");
        assertThat(router.getString("status")).isEqualTo("DOWN");
        assertThat(router.getJsonObject("data").getString("member gigachat")).isEqualTo("DOWN");
        assertThat(router.getJsonObject("data").getString("member sales")).isEqualTo("DOWN");
    }

    /** How often a simulator was asked this. */
    private static long asked(GigaChatSimulator simulator, String prompt) {
        return simulator.completionRequests().stream()
                .filter(request -> request.bodyText().contains(prompt))
                .count();
    }

    private static Map<String, JsonObject> checks(HttpResponse<String> response) {
        return Api.object(response).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .collect(Collectors.toMap(check -> check.getString("name"), Function.identity()));
    }
}
