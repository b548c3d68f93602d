package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.gigachat.internal.LogLines;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GigaChat's limit of parallel requests is kept on our side, over real sockets. */
@Timeout(120)
class AccountLimitTest {
    private static CompletableFuture<String> ask(GigaChatProvider provider, String prompt) {
        return provider.generateAsync(prompt, GenerationParams.defaults()).toCompletableFuture();
    }

    @ParameterizedTest
    @CsvSource({"GIGACHAT_API_PERS, 1", "GIGACHAT_API_B2B, 10", "GIGACHAT_API_CORP, 10"})
    void theScopeDecidesHowManyGoAtOnce(String scope, int expected) throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.builder()
                        .scope(scope)
                        .maxConcurrentCompletions(expected)
                        .start();
                GigaChatProvider provider =
                        new GigaChatProvider(Simulated.limited(simulator).build())) {
            var gate = simulator.hold(Endpoint.COMPLETIONS);
            List<CompletableFuture<String>> calls = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                calls.add(ask(provider, "Question " + i));
            }
            gate.awaitArrivals(expected, Duration.ofSeconds(30));
            gate.open();
            for (CompletableFuture<String> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS)).isNotBlank();
            }

            assertThat(simulator.mostAtOnce(Endpoint.COMPLETIONS)).isEqualTo(expected);
            assertThat(simulator.completionRequests())
                    .as("none was refused and repeated")
                    .hasSize(25);
        }
    }

    @Test
    void blockingAsynchronousAndStreamedCallersOfOneProviderKeepTheLimitTogetherAndNoneIsRefused() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(60);
        try (GigaChatSimulator simulator = GigaChatSimulator.builder()
                        .scope("GIGACHAT_API_CORP")
                        .maxConcurrentCompletions(10)
                        .start();
                GigaChatProvider provider =
                        new GigaChatProvider(Simulated.limited(simulator).build())) {
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                calls.add(callers.submit(() -> provider.generate("Blocking")));
                calls.add(ask(provider, "Asynchronous"));
                calls.add(callers.submit(() -> {
                    StringBuilder text = new StringBuilder();
                    try (BlockingStream<String> pieces =
                            BlockingStream.of(provider.generateStream("Streamed", GenerationParams.defaults()))) {
                        pieces.forEach(text::append);
                    }
                    return text.toString();
                }));
            }
            for (Future<String> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS)).isNotBlank();
            }

            assertThat(simulator.mostAtOnce(Endpoint.COMPLETIONS)).isLessThanOrEqualTo(10);
            assertThat(simulator.completionRequests()).hasSize(180);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void withoutTheLimitGigaChatRefusesWhatIsTooMuch() throws Exception {
        try (GigaChatSimulator simulator =
                        GigaChatSimulator.builder().maxConcurrentCompletions(1).start();
                GigaChatProvider provider = new GigaChatProvider(
                        Simulated.config(simulator).maxRetries(0).build())) {
            var gate = simulator.hold(Endpoint.COMPLETIONS);
            CompletableFuture<String> first = ask(provider, "first");
            gate.awaitArrivals(1, Duration.ofSeconds(30));

            RateLimitException refused =
                    catchThrowableOfType(RateLimitException.class, () -> provider.generate("second"));

            assertThat(refused.status()).hasValue(429);
            gate.open();
            first.get();
        }
    }

    @Test
    void whoHasNoTurnByItsDeadlineOrFindsTheQueueFullHasSentNothingAndIsToldTheSettings() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = new GigaChatProvider(Simulated.limited(simulator)
                        .option("max-queued-requests", "1")
                        .build())) {
            var gate = simulator.hold(Endpoint.COMPLETIONS);
            CompletableFuture<String> first = ask(provider, "first");
            gate.awaitArrivals(1, Duration.ofSeconds(30));
            ChatRequest hasty = ChatRequest.builder()
                    .user("hasty")
                    .timeout(Duration.ofMillis(50))
                    .build();

            ProviderTimeoutException late =
                    catchThrowableOfType(ProviderTimeoutException.class, () -> provider.chat(hasty));
            CompletableFuture<String> waits = ask(provider, "waits");
            RateLimitException full =
                    catchThrowableOfType(RateLimitException.class, () -> provider.generate("too many"));

            assertThat(late)
                    .hasMessageStartingWith(
                            "Provider 'gigachat' got no turn within 0.05 s: 1 at once, 1 wait; see gigachat.max-concurrent-requests"
                                    + " (GIGACHAT_MAX_CONCURRENT_REQUESTS) and gigachat.max-queued-requests"
                                    + " (GIGACHAT_MAX_QUEUED_REQUESTS)");
            assertThat(late.attempts()).isZero();
            assertThat(full).hasMessageContaining("1 at once and 1 waiting are all there may be");
            assertThat(full.attempts()).isZero();
            assertThat(simulator.completionRequests()).hasSize(1);
            gate.open();
            first.get();
            waits.get();
        }
    }

    @Test
    void providersWithTheSameKeyShareOneLimitAndOthersShareNothing() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatSimulator another = GigaChatSimulator.start();
                GigaChatProvider sales =
                        new GigaChatProvider(Simulated.limited(simulator).build());
                GigaChatProvider support =
                        new GigaChatProvider(Simulated.limited(simulator).build());
                GigaChatProvider elsewhere =
                        new GigaChatProvider(Simulated.limited(another).build())) {
            var gate = simulator.hold(Endpoint.COMPLETIONS);
            CompletableFuture<String> first = ask(sales, "first");
            gate.awaitArrivals(1, Duration.ofSeconds(30));
            CompletableFuture<String> second = ask(support, "second");

            assertThat(elsewhere.generate("not held up")).isNotBlank();
            assertThat(second).isNotDone();
            assertThat(simulator.completionRequests()).hasSize(1);

            gate.open();
            first.get();
            second.get();
            assertThat(simulator.mostAtOnce(Endpoint.COMPLETIONS)).isEqualTo(1);
        }
    }

    @Test
    void whenTwoThatShareAnAccountDisagreeTheFirstRulesUntilBothAreClosedAndTheSecondIsTold() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                LogLines log = new LogLines()) {
            ProviderConfig usual = Simulated.limited(simulator).build();
            ProviderConfig seven =
                    usual.toBuilder().option("max-concurrent-requests", "7").build();
            GigaChatProvider one = new GigaChatProvider(usual);
            GigaChatProvider two = new GigaChatProvider(seven);
            assertThat(two.concurrencyLimiter()).isSameAs(one.concurrencyLimiter());
            assertThat(String.join("\n", log.of(Level.WARNING)))
                    .contains("1 requests at once and 1000 in the queue; its own, 7 and 1000, is not used")
                    .doesNotContain(simulator.credentials());
            one.close();
            two.close();

            GigaChatProvider fresh = new GigaChatProvider(seven);
            assertThat(fresh.concurrencyLimiter()).asString().startsWith("7 at once");
            fresh.close();
        }
    }

    @Test
    void aLimiterOfOnesOwnTakesItsPlace() {
        AtomicInteger asked = new AtomicInteger();
        ConcurrencyLimiter own = patience -> {
            asked.incrementAndGet();
            return ConcurrencyLimiter.unlimited().acquire(patience);
        };
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = GigaChatProvider.builder(
                                Simulated.limited(simulator).build())
                        .concurrencyLimiter(own)
                        .build()) {
            provider.generate("hi");
            ask(provider, "hi").join();
            provider.countTokens(List.of("hi"));

            assertThat(asked).hasValue(2);
        }
    }
}
