package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Gate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class HealthCheckTest {
    @Test
    void aHealthyProviderProvesItsKeyOnceAndNeverGenerates() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            for (int i = 0; i < 10; i++) {
                assertThat(provider.healthCheck()).isTrue();
            }
            assertThat(simulator.tokenRequests()).hasSize(1);
            assertThat(simulator.completionRequests()).isEmpty();
            assertThat(simulator.requests(Endpoint.MODELS)).isEmpty();
        }
    }

    @Test
    void theProofIsRenewedAtIntervals() {
        TokenLifeTest.MovingClock clock = new TokenLifeTest.MovingClock();
        try (GigaChatSimulator simulator =
                        GigaChatSimulator.builder().clock(clock).start();
                GigaChatProvider provider = GigaChatProvider.builder(Simulated.config(simulator)
                                .option("health-check-interval", "60")
                                .build())
                        .clock(clock)
                        .build()) {
            assertThat(provider.healthCheck()).isTrue();
            clock.move(Duration.ofSeconds(59));
            assertThat(provider.healthCheck()).isTrue();
            assertThat(simulator.tokenRequests()).hasSize(1);
            clock.move(Duration.ofSeconds(1));
            assertThat(provider.healthCheck()).isTrue();
            assertThat(simulator.tokenRequests()).hasSize(2);

            simulator.always(Endpoint.OAUTH, WireErrors.internalError());
            clock.move(Duration.ofSeconds(61));
            assertThat(provider.healthCheck()).isFalse();
            assertThat(provider.generate("Still served by the valid token")).isNotBlank();
        }
    }

    @Test
    void aWrongKeyIsUnhealthyAndNothingIsThrown() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = new GigaChatProvider(Simulated.config(simulator)
                        .apiKey("d3Jvbmc6a2V5LXRoYXQtaXMtbG9uZw==")
                        .build())) {
            assertThat(provider.healthCheck()).isFalse();
        }
    }

    @Test
    void onRequestTheModelsAreAskedForToo() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = new GigaChatProvider(Simulated.config(simulator)
                        .option("health-check", "models")
                        .build())) {
            assertThat(provider.healthCheck()).isTrue();
            assertThat(simulator.requests(Endpoint.MODELS)).hasSize(1);

            simulator.always(Endpoint.MODELS, WireErrors.permissionDenied());
            assertThat(provider.healthCheck()).isFalse();
        }
    }

    @Test
    void aHangingServerIsUnhealthyWithinTheChecksOwnLimitAndRunningCallsKeepTheirs() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = new GigaChatProvider(Simulated.config(simulator)
                        .option("health-check", "models")
                        .option("health-check-timeout", "0.2")
                        .build())) {
            provider.generate("Hello");
            Gate answers = simulator.hold(Endpoint.COMPLETIONS);
            simulator.hold(Endpoint.MODELS);
            CompletableFuture<String> running = OwnThread.call(() -> provider.generate("Running"));
            answers.awaitArrivals(1, Duration.ofSeconds(20));

            assertThat(provider.healthCheck()).isFalse();

            answers.open();
            assertThat(running.get(20, TimeUnit.SECONDS)).contains("Running");
        }
    }

    @Test
    void aClosedProviderIsUnhealthy() {
        GigaChatProvider provider = new GigaChatProvider(
                ProviderConfig.builder("gigachat").apiKey("a2V5OnNlY3JldA==").build());
        provider.close();

        assertThat(provider.healthCheck()).isFalse();
    }
}
