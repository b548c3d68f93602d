package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The metrics of the calls, as a monitoring system fetches them. */
@Tag(Needs.METRICS)
class MetricsIT extends ApiTest {
    private static final String DURATION = "gen_ai_client_operation_duration_seconds";
    private static final String FIRST_CHUNK = "gen_ai_client_operation_time_to_first_chunk_seconds";
    private static final String TOKENS = "gen_ai_client_token_usage";

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("measured", TwoProviders.settings());
    }

    @Test
    void anAnsweredCallIsOneMoreWithItsTimeAndItsTokens() {
        Scrape before = scrape();
        JsonObject usage = Api.object(api.ask("hello")).getJsonObject("usage");
        Scrape after = scrape();
        assertThat(after.value(DURATION + "_count", "gigachat", "error_type=\"\""))
                .isEqualTo(before.value(DURATION + "_count", "gigachat", "error_type=\"\"") + 1);
        assertThat(after.value(DURATION + "_sum", "gigachat", "error_type=\"\""))
                .isGreaterThan(before.value(DURATION + "_sum", "gigachat", "error_type=\"\""))
                .isLessThan(60 * after.value(DURATION + "_count", "gigachat", "error_type=\"\""));
        assertThat(after.value(TOKENS + "_sum", "gigachat", "gen_ai_token_type=\"input\""))
                .isEqualTo(before.value(TOKENS + "_sum", "gigachat", "gen_ai_token_type=\"input\"")
                        + usage.getInt("promptTokens"));
        assertThat(after.value(TOKENS + "_sum", "gigachat", "gen_ai_token_type=\"output\""))
                .isEqualTo(before.value(TOKENS + "_sum", "gigachat", "gen_ai_token_type=\"output\"")
                        + usage.getInt("completionTokens"));
    }

    @Test
    void aFailedCallIsCountedUnderTheNameOfItsFailure() {
        String failed = "error_type=\"ProviderUnavailableException\"";
        Scrape before = scrape();
        TwoProviders.firstFails();
        api.ask("hello");
        Scrape after = scrape();
        assertThat(after.value(DURATION + "_count", "gigachat", failed))
                .isEqualTo(before.value(DURATION + "_count", "gigachat", failed) + 1);
        assertThat(after.value(DURATION + "_count", "reserve", "error_type=\"\""))
                .isEqualTo(before.value(DURATION + "_count", "reserve", "error_type=\"\"") + 1);
    }

    @Test
    void theFirstPieceOfAStreamIsMeasured() {
        double before = scrape().value(FIRST_CHUNK + "_count", "gigachat", "");
        ask("hello").rest();
        Patience.until(() -> scrape().value(FIRST_CHUNK + "_count", "gigachat", "") == before + 1);
    }

    @Test
    void theBoundsAreThoseThatOpenTelemetryAdvises() {
        assertThat(scrape().bounds(DURATION, "idle"))
                .containsExactly(
                        "0.01", "0.02", "0.04", "0.08", "0.16", "0.32", "0.64", "1.28", "2.56", "5.12", "10.24",
                        "20.48", "40.96", "81.92", "+Inf");
        assertThat(scrape().bounds(TOKENS, "idle")).hasSize(15).startsWith("1.0", "4.0", "16.0", "64.0");
    }

    @Test
    void everyProviderHasOneStatus() {
        Scrape scrape = scrape();
        assertThat(List.of("gigachat", "reserve", "idle"))
                .allSatisfy(name -> assertThat(scrape.values("llmbeans_provider_status", name))
                        .containsExactlyInAnyOrder(0.0, 0.0, 1.0));
        assertThat(scrape.value("llmbeans_provider_status", "idle", "status=\"healthy\""))
                .isEqualTo(1);
        assertThat(scrape.value("llmbeans_provider_calls_in_flight", "idle", ""))
                .isZero();
        assertThat(scrape.value("llmbeans_provider_passed_over_seconds", "gigachat", ""))
                .isZero();
    }

    @Test
    void whateverIsAskedThereAreNoMoreSeriesThanBefore() {
        int before = scrape().size();
        api.ask("A private question");
        api.post("api/generate", "{\"prompt\":\"x\",\"model\":\"a-model-that-is-not\"}");
        TwoProviders.firstFails();
        api.ask("A private question");
        assertThat(scrape().size()).isEqualTo(before);
        assertThat(scrape().text()).doesNotContain("private", "a-model-that-is-not");
        assertThat(scrape().text()).doesNotContain(Secret.FORMS.toArray(String[]::new));
    }

    private Scrape scrape() {
        HttpResponse<String> response = new Api(root.resolve("/")).get("metrics?scope=application");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        return new Scrape(response.body());
    }
}
