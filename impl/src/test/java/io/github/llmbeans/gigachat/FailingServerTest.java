package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.internal.LogLines;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that fails is asked no more than makes sense, over real sockets. */
@Timeout(120)
class FailingServerTest {
    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"fine\"},\"index\":0,\"finish_reason\":\"stop\"}]}";

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicBoolean works = new AtomicBoolean();
    private final FakeServer server = FakeServer.start(request -> {
        requests.incrementAndGet();
        return works.get() ? Reply.json(200, ANSWER) : Reply.json(503, "{\"status\":503,\"message\":\"down\"}");
    });

    @AfterEach
    void close() {
        server.close();
    }

    private GigaChatProvider provider(String... options) {
        ProviderConfigBuilder config = io.github.llmbeans.ProviderConfig.builder("gigachat")
                .baseUrl(server.uri() + "/v1")
                .option("access-token", "abc")
                .option("retry-backoff-factor", "0");
        for (int i = 0; i < options.length; i += 2) {
            config.option(options[i], options[i + 1]);
        }
        return new GigaChatProvider(config.build());
    }

    private static void failTimes(GigaChatProvider provider, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(catchThrowable(() -> provider.generate("hi"))).isInstanceOf(ProviderUnavailableException.class);
        }
    }

    @Test
    void theRetryBudgetBoundsTheRequestsToAServerThatIsDown() {
        try (LogLines log = new LogLines();
                GigaChatProvider provider = provider()) {
            failTimes(provider, 200);

            assertThat(requests).hasValueBetween(200, 200 + 100 + 40);
            assertThat(log.of(Level.SEVERE))
                    .hasSize(200)
                    .anyMatch(line ->
                            line.contains("failed after 1 attempt(s), not repeated since the retry budget is used up"));
        }
    }

    @Test
    void withoutTheBudgetEachCallIsRepeatedAsOftenAsItMay() {
        try (LogLines log = new LogLines();
                GigaChatProvider provider = provider("retry-budget", "0")) {
            failTimes(provider, 60);

            assertThat(log.of(Level.SEVERE)).hasSize(60);
            assertThat(requests).hasValue(240);
        }
    }

    @Test
    void anOpenCircuitSendsNothingByNoWay() {
        try (GigaChatProvider provider = provider(
                "circuit-breaker", "true",
                "circuit-breaker-request-volume-threshold", "4",
                "circuit-breaker-delay", "PT10M")) {
            failTimes(provider, 2);
            int sent = requests.get();
            assertThat(sent).isEqualTo(4);

            ProviderUnavailableException e =
                    catchThrowableOfType(ProviderUnavailableException.class, () -> provider.generate("hi"));
            Throwable async = catchThrowable(
                    provider.generateAsync("hi", GenerationParams.defaults()).toCompletableFuture()::get);
            Throwable streamed = catchThrowable(() -> {
                try (BlockingStream<String> pieces =
                        BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()))) {
                    pieces.forEach(piece -> {});
                }
            });

            assertThat(e).hasMessageContaining("The circuit of provider 'gigachat' is open");
            assertThat(e.retryAfter().orElseThrow()).isBetween(Duration.ofNanos(1), Duration.ofMinutes(10));
            assertThat(e.attempts()).isZero();
            assertThat(async.getCause()).hasMessageContaining("is open");
            assertThat(streamed).hasMessageContaining("is open");
            assertThat(requests).hasValue(sent);
        }
    }

    @Test
    void afterItsDelayOneGoodAnswerClosesTheCircuit() {
        try (LogLines log = new LogLines();
                GigaChatProvider provider = provider(
                        "circuit-breaker", "true",
                        "circuit-breaker-request-volume-threshold", "4",
                        "circuit-breaker-delay", "PT0.3S")) {
            failTimes(provider, 2);
            int sent = requests.get();
            works.set(true);
            String answer = null;
            while (answer == null) {
                try {
                    answer = provider.generate("hi");
                } catch (ProviderUnavailableException stillOpen) {
                    assertThat(stillOpen).hasMessageContaining("is open");
                }
            }

            assertThat(answer).isEqualTo("fine");
            assertThat(requests).hasValue(sent + 1);
            assertThat(log.of(Level.WARNING)).anyMatch(line -> line.contains("is not asked for 0.3 s"));
            assertThat(log.of(Level.INFO)).anyMatch(line -> line.contains("works again"));
        }
    }
}
