package io.github.llmbeans.helidon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InjectionIT {
    private static GigaChatSimulator simulator;
    private static Application application;
    private static Desk desk;

    @BeforeAll
    static void start() {
        simulator = GigaChatSimulator.start();
        application = Application.start(Map.of(
                "gigachat.credentials", simulator.credentials(),
                "gigachat.base-url", simulator.baseUrl().toString(),
                "gigachat.auth-url", simulator.authUrl().toString()));
        desk = application.bean(Desk.class);
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
        simulator.close();
    }

    @Test
    void theDefaultProviderIsInjectedAndAnswers() {
        assertThat(desk.provider()).isEqualTo("gigachat");
        assertThat(desk.answer("How many beans?")).contains("How many beans?");
    }

    @Test
    void aProviderIsInjectedByItsNameAndAnswers() {
        assertThat(desk.answerForSales("How much?")).contains("How much?");
        assertThat(desk.providerForSales()).isEqualTo("sales");
    }

    @Test
    void anAnswerIsStreamedPieceByPiece() {
        assertThat(desk.pieces("Tell me more"))
                .hasSizeGreaterThan(1)
                .satisfies(pieces -> assertThat(String.join("", pieces)).contains("Tell me more"));
    }

    @Test
    void anAsynchronousCallIsAnswered() throws Exception {
        assertThat(desk.answerLater("Later").toCompletableFuture().get(30, TimeUnit.SECONDS))
                .contains("Later");
    }

    @Test
    void readinessTellsOfTheProvidersThatAreInjected() throws Exception {
        URI ready = URI.create("http://localhost:" + application.port() + "/health/ready");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("provider gigachat").contains("provider sales");
    }
}
