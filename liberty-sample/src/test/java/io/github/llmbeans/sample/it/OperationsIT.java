package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What the application tells its operator of its providers. */
class OperationsIT extends ApiTest {
    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("operations", TwoProviders.settings());
    }

    @Test
    void eachProviderIsThereBeforeItsFirstCallTheRoutersMembersFirst() {
        JsonObject operations = operations();
        assertThat(operations.getJsonObject("router"))
                .isEqualTo(Api.read(
                        "{\"name\":\"router\",\"strategy\":\"ordered\",\"members\":[\"gigachat\",\"reserve\"]}"));
        assertThat(operations.getJsonArray("providers").getValuesAs(JsonObject.class))
                .extracting(provider -> provider.getString("name") + " " + provider.getString("model"))
                .containsExactly("gigachat GigaChat-2-Pro", "reserve GigaChat-2", "idle GigaChat-2-Max");
        assertThat(state("idle")).isEqualTo(Api.read("""
                {"name":"idle","model":"GigaChat-2-Max","status":"healthy",
                 "calls":{"answered":0,"failed":{},"cancelled":0,"refused":0,"inFlight":0},
                 "recent":{"calls":0,"errors":0,"errorRate":0.0},
                 "tokens":{"prompt":0,"completion":0,"cachedPrompt":0}}"""));
    }

    @Test
    void anAnsweredCallCountsOnceWithItsTokensAndItsTime() {
        JsonObject before = state("gigachat");
        JsonObject usage = Api.object(api.ask("What is a bean?")).getJsonObject("usage");
        JsonObject after = state("gigachat");
        assertThat(count(after, "answered")).isEqualTo(count(before, "answered") + 1);
        assertThat(tokens(after, "prompt")).isEqualTo(tokens(before, "prompt") + usage.getInt("promptTokens"));
        assertThat(tokens(after, "completion"))
                .isEqualTo(tokens(before, "completion") + usage.getInt("completionTokens"));
        JsonObject latency = after.getJsonObject("latency");
        assertThat(latency.getInt("answers")).isEqualTo((int) count(after, "answered"));
        assertThat(seconds(latency, "p50Seconds")).isPositive().isLessThanOrEqualTo(seconds(latency, "p99Seconds"));
        assertThat(seconds(after, "secondsSinceAnswer")).isNotNegative();
    }

    @Test
    void aStreamTellsHowLongItsFirstPieceTook() {
        ask("hello").rest();
        Patience.until(() -> state("gigachat").getJsonObject("latency").containsKey("firstPieceSeconds"));
        JsonObject latency = state("gigachat").getJsonObject("latency");
        assertThat(seconds(latency, "firstPieceSeconds")).isPositive();
    }

    @Test
    void aProviderThatFailsIsUnhealthyAndTheNextOneAnswersAndSaysWhoItIs() {
        long before = failed("unavailable");
        TwoProviders.firstFails();
        JsonObject answer = Api.object(api.ask("hello"));
        assertThat(answer.getString("provider")).isEqualTo("reserve");
        assertThat(failed("unavailable")).isEqualTo(before + 1);
        Patience.until(() -> {
            api.ask("again");
            return state("gigachat").getString("status").equals("unhealthy");
        });
        assertThat(state("gigachat").getJsonObject("lastFailure").getString("kind"))
                .isEqualTo("unavailable");
        assertThat(state("gigachat")
                        .getJsonObject("recent")
                        .getJsonNumber("errorRate")
                        .doubleValue())
                .isGreaterThanOrEqualTo(0.6);
        assertThat(state("reserve").getString("status")).isEqualTo("healthy");
    }

    @Test
    void aProviderThatHasSaidWhenToComeBackIsPassedOverUntilThen() {
        TwoProviders.firstIsOverloadedFor(10);
        Patience.until(() -> {
            api.ask("hello");
            return state("gigachat").containsKey("passedOverSeconds");
        });
        assertThat(state("gigachat").getJsonObject("lastFailure").getString("kind"))
                .isEqualTo("rate-limit");
        SIMULATOR.reset();
        Patience.until(() -> !state("gigachat").containsKey("passedOverSeconds"));
        assertThat(Api.object(api.ask("hello")).getString("provider")).isEqualTo("gigachat");
    }

    @Test
    void neitherPromptsNorSecretsAreInIt() {
        api.ask("A private question");
        TwoProviders.firstFails();
        api.ask("A private question");
        HttpResponse<String> response = api.get("api/operations");
        assertThat(response.body()).contains("lastFailure").doesNotContain("private", "Internal Server Error");
        assertThat(response.body()).doesNotContain(Secret.FORMS.toArray(String[]::new));
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void nothingIsAskedOfAnyModel() {
        SIMULATOR.clearRequests();
        TwoProviders.RESERVE.clearRequests();
        operations();
        assertThat(SIMULATOR.requests()).isEmpty();
        assertThat(TwoProviders.RESERVE.requests()).isEmpty();
    }

    private JsonObject operations() {
        HttpResponse<String> response = api.get("api/operations");
        assertThat(response.statusCode()).isEqualTo(200);
        return Api.object(response);
    }

    private JsonObject state(String provider) {
        return TwoProviders.state(api, provider);
    }

    private long failed(String kind) {
        return state("gigachat").getJsonObject("calls").getJsonObject("failed").getInt(kind, 0);
    }

    private static long count(JsonObject state, String outcome) {
        return state.getJsonObject("calls").getJsonNumber(outcome).longValue();
    }

    private static long tokens(JsonObject state, String type) {
        return state.getJsonObject("tokens").getJsonNumber(type).longValue();
    }

    private static double seconds(JsonObject figures, String name) {
        return figures.getJsonNumber(name).doubleValue();
    }
}
