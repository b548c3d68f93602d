package io.github.llmbeans;

import static io.github.llmbeans.StreamedProvider.FINISHED;
import static io.github.llmbeans.StreamedProvider.STARTED;
import static io.github.llmbeans.StreamedProvider.gives;
import static io.github.llmbeans.StreamedProvider.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.ProviderMetrics.FailureKind;
import io.github.llmbeans.internal.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A router knows how each of its members does. */
@Timeout(60)
class RouterMetricsTest {
    private static final ChatRequest HI = ChatRequest.of("hi");

    private final FakeClock clock = new FakeClock();
    private final StubProvider a = new StubProvider("a");
    private final StubProvider b = new StubProvider("b");
    private final Router router =
            Router.builder("main").nanoTime(clock).build().addProvider(a).addProvider(b);

    private ProviderMetrics.Calls calls(String member) {
        return router.metrics().get(member).calls();
    }

    private static ProviderMetrics.Calls answered(long times) {
        return new ProviderMetrics.Calls(times, Map.of(), 0, 0, 0);
    }

    @Test
    void figuresStandInTheOrderOfTheMembersAndCannotBeChanged() {
        assertThat(router.metrics()).containsOnlyKeys("a", "b");
        assertThat(router.metrics().keySet()).containsExactly("a", "b");
        assertThatCode(() -> router.metrics().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(new Router("empty").metrics()).isEmpty();
    }

    @Test
    void aCallThatFallsOverIsAFailureOfOneAndAnAnswerOfTheOther() {
        a.chat = request -> {
            clock.advance(Duration.ofSeconds(9));
            throw new ProviderTimeoutException("late", Failure.of("a"));
        };
        b.chat = request -> {
            clock.advance(Duration.ofSeconds(2));
            return ChatResponse.builder("x", "b", "m")
                    .usage(new Usage(10, 5, 15, 3))
                    .build();
        };
        router.chat(HI);

        assertThat(calls("a")).isEqualTo(new ProviderMetrics.Calls(0, Map.of(FailureKind.TIMEOUT, 1L), 0, 0, 0));
        assertThat(calls("b")).isEqualTo(answered(1));
        assertThat(router.metrics().get("b").latency().mean()).isEqualTo(Duration.ofSeconds(2));
        assertThat(router.metrics().get("b").tokens()).isEqualTo(new ProviderMetrics.Tokens(10, 5, 3));
        assertThat(router.metrics().get("a").lastFailure().ago()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aCapabilityThatAMemberLacksIsNoErrorOfIt() {
        ScriptedProvider poor = new ScriptedProvider(java.util.Set.of());
        Router mixed = new Router("mixed").addProvider(poor).addProvider(b);
        for (int i = 0; i < 10; i++) {
            mixed.generate("hi", GenerationParams.builder().seed(1).build());
        }
        catchThrowable(() -> mixed.generate(" "));

        ProviderMetrics figures = mixed.metrics().get("scripted");
        assertThat(figures.calls()).isEqualTo(new ProviderMetrics.Calls(0, Map.of(), 0, 11, 0));
        assertThat(figures.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(figures.lastFailure()).isNull();
    }

    @Test
    void aCallIsCountedWhenItsCallerHearsOfIt() {
        router.chatAsync(HI)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        assertThat(calls("a")).isEqualTo(answered(1));

        a.failsWith(StubProvider.failure("a"));
        router.chatAsync(HI)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        assertThat(calls("a").failed()).isEqualTo(Map.of(FailureKind.UNAVAILABLE, 1L));
        assertThat(calls("b")).isEqualTo(answered(1));
    }

    @Test
    void aCallThatIsCancelledIsNoErrorOfTheMember() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        a.chat = request -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new ProviderInterruptedException("enough", Failure.of("a"));
        };
        CompletableFuture<ChatResponse> call = router.chatAsync(HI).toCompletableFuture();
        running.await();
        assertThat(calls("a").inFlight()).isEqualTo(1);
        call.cancel(true);

        assertThat(calls("a")).isEqualTo(new ProviderMetrics.Calls(0, Map.of(), 1, 0, 0));
        assertThat(router.metrics().get("a").recent().calls()).isZero();
    }

    @Test
    void streamsAreMeasuredWithTheirTokensAndTheirFirstPiece() throws InterruptedException {
        StreamedProvider streamed = new StreamedProvider();
        streamed.streams(gives(STARTED), gives(text("one ")), gives(text("two")), gives(FINISHED));
        streamed.streams(gives(STARTED), gives(text("one ")), gives(text("two")), gives(FINISHED));
        Router streams = new Router("streams").addProvider(streamed);
        RecordingSubscriber texts = new RecordingSubscriber(Long.MAX_VALUE);
        streams.generateStream("hi", GenerationParams.defaults()).subscribe(texts);
        assertThat(texts.awaitEnd().signals()).containsExactly("one ", "two", "<complete>");
        try (BlockingStream<StreamEvent> events = BlockingStream.of(streams.chatStream(HI))) {
            events.forEach(event -> {});
        }

        ProviderMetrics figures = streams.metrics().get("streamed");
        assertThat(figures.calls()).isEqualTo(answered(2));
        assertThat(figures.tokens()).isEqualTo(new ProviderMetrics.Tokens(2, 4, 0));
        assertThat(figures.latency().firstPiece()).isNotNull();
    }

    @Test
    void aStreamThatIsCancelledIsCountedSo() {
        StreamedProvider streamed = new StreamedProvider();
        streamed.streams(gives(STARTED), gives(text("one ")));
        Router streams = new Router("streams").addProvider(streamed);
        try (BlockingStream<StreamEvent> events = BlockingStream.of(streams.chatStream(HI))) {
            assertThat(events.iterator().next()).isEqualTo(STARTED);
            assertThat(streams.metrics().get("streamed").calls().inFlight()).isEqualTo(1);
        }
        assertThat(streams.metrics().get("streamed").calls())
                .isEqualTo(new ProviderMetrics.Calls(0, Map.of(), 1, 0, 0));
    }

    @Test
    void healthChecksTokenCountsAndListsAreNoCalls() {
        ScriptedProvider real = new ScriptedProvider("real");
        Router one = new Router("one").addProvider(real);
        one.healthCheck();
        one.countTokens(java.util.List.of("x"));
        one.models();

        assertThat(one.metrics().get("real").calls()).isEqualTo(answered(0));
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        AtomicInteger turn = new AtomicInteger();
        a.chat = request -> {
            if (turn.getAndIncrement() % 4 == 0) {
                throw new RateLimitException("full", Failure.of("a"));
            }
            return ChatResponse.builder("x", "a", "m")
                    .usage(new Usage(1, 1, 2, 0))
                    .build();
        };
        int threads = 8;
        int each = 1_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch go = new CountDownLatch(1);
        for (int t = 0; t < threads; t++) {
            pool.execute(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                for (int i = 0; i < each; i++) {
                    router.chat(HI);
                }
            });
        }
        go.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(50, TimeUnit.SECONDS)).isTrue();

        long quarter = (long) threads * each / 4;
        assertThat(calls("a"))
                .isEqualTo(new ProviderMetrics.Calls(3 * quarter, Map.of(FailureKind.RATE_LIMIT, quarter), 0, 0, 0));
        assertThat(calls("b")).isEqualTo(answered(quarter));
        assertThat(router.metrics().get("a").recent()).isEqualTo(new ProviderMetrics.Recent(4 * quarter, quarter));
        assertThat(router.metrics().get("a").tokens().prompt()).isEqualTo(3 * quarter);
    }
}
