package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class LifeCycleTest {
    @Test
    void closeEndsCallsInFlightAndRefusesNewOnes() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start()) {
            GigaChatProvider provider = Simulated.provider(simulator);
            var gate = simulator.hold(Endpoint.COMPLETIONS);
            CompletableFuture<String> call =
                    provider.generateAsync("Hello", GenerationParams.defaults()).toCompletableFuture();
            gate.awaitArrivals(1, Duration.ofSeconds(20));

            provider.close();
            provider.close();

            assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("was closed during the call");
            assertThatThrownBy(() -> provider.generate("Hello"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'gigachat' is closed");
        }
    }

    @Test
    void closeTellsThoseWhoWaitForATokenThatTheProviderWasClosed() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start()) {
            GigaChatProvider provider = Simulated.provider(simulator);
            var gate = simulator.hold(Endpoint.OAUTH);
            CompletableFuture<String> call = OwnThread.call(() -> provider.generate("Hello"));
            gate.awaitArrivals(1, Duration.ofSeconds(20));

            provider.close();

            assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("was closed during the call");
        }
    }

    @Test
    void asynchronousCallersGetTheSameAnswersAndFailures() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            assertThat(provider.chatAsync(ChatRequest.of("Hello"))
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS)
                            .text())
                    .contains("Hello");
            assertThatThrownBy(() -> provider.chatAsync(ChatRequest.builder()
                                    .user("Hello")
                                    .model("no-such-model")
                                    .build())
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("No such model");
        }
    }

    @Test
    void aStreamCostsNothingUntilItIsAskedFor() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            Collector collector = new Collector();
            provider.generateStream("Hello", GenerationParams.defaults()).subscribe(collector);
            assertThat(simulator.requests()).isEmpty();

            collector.subscription.request(Long.MAX_VALUE);

            assertThat(String.join("", collector.done.get(20, TimeUnit.SECONDS)))
                    .contains("Hello");
        }
    }

    @Test
    void aModelThatDoesNotExistIsTheServersToRefuseAndIsNamed() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = new GigaChatProvider(
                        Simulated.config(simulator).model("GigaChat-99").build())) {
            assertThatThrownBy(() -> provider.generate("Hello"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("'GigaChat-99'");
        }
    }

    @Test
    void aModelOfOneRequestThatDoesNotExistIsNamedToo() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            ChatRequest request =
                    ChatRequest.builder().user("Hello").model("GigaChat-98").build();
            assertThatThrownBy(() -> provider.chat(request))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("'GigaChat-98'")
                    .hasMessageNotContaining("GigaChat-2-Pro");
        }
    }

    private static final class Collector implements Flow.Subscriber<String> {
        private final List<String> pieces = new ArrayList<>();
        private final CompletableFuture<List<String>> done = new CompletableFuture<>();
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(String piece) {
            pieces.add(piece);
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(pieces);
        }
    }
}
