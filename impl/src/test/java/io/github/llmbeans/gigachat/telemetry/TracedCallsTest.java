package io.github.llmbeans.gigachat.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Gate;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real calls over a real socket, each a trace of its own or a part of its caller's. */
class TracedCallsTest {
    private static final String DURATION = "gen_ai.client.operation.duration";
    private static final String SPAN = "chat GigaChat-2-Pro";

    private final Recorded recorded = new Recorded();
    private final GigaChatSimulator simulator = GigaChatSimulator.start();
    private final SpyingClock clock = new SpyingClock();
    private GigaChatProvider provider;

    @BeforeEach
    void makeAProvider() {
        ProviderConfig config = ProviderConfig.builder("sales")
                .apiKey(simulator.credentials())
                .scope(simulator.scope())
                .baseUrl(simulator.baseUrl())
                .authUrl(simulator.authUrl())
                .option("max-concurrent-requests", "0")
                .build();
        provider = GigaChatProvider.builder(config)
                .sleeper(pause -> {})
                .clock(clock)
                .callObserver(GenAiTelemetry.of(recorded.openTelemetry(), config))
                .build();
    }

    @AfterEach
    void close() {
        provider.close();
        simulator.close();
        recorded.close();
    }

    @Test
    void aCallIsOneSpanHoweverManyAttemptsAndEachAttemptIsItsChild() {
        simulator.script(Endpoint.COMPLETIONS, WireErrors.internalError(), WireErrors.internalError());

        inside(() -> provider.generate("hi"));

        SpanData call = recorded.span(SPAN);
        assertThat(call.getParentSpanId()).isEqualTo(recorded.span("work").getSpanId());
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(call.getAttributes().asMap()).doesNotContainKey(AttributeKey.stringKey("error.type"));
        List<SpanData> attempts = recorded.spans("attempt");
        assertThat(attempts).hasSize(3).allSatisfy(attempt -> {
            assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId());
            assertThat(attempt.getKind()).isEqualTo(SpanKind.INTERNAL);
        });
        assertThat(attempts)
                .extracting(attempt -> attempt.getAttributes().get(AttributeKey.longKey("llmbeans.attempt.number"))
                        + " " + Recorded.text(attempt.getAttributes(), "error.type")
                        + " " + attempt.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .containsExactly(
                        "1 ProviderUnavailableException 500", "2 ProviderUnavailableException 500", "3 null null");
        assertThat(recorded.point(DURATION).getCount()).isEqualTo(1);
    }

    @Test
    void aFailedCallIsOneFailedSpanAndOneMeasurement() {
        simulator.always(Endpoint.COMPLETIONS, WireErrors.internalError());

        catchThrowable(() -> provider.generate("hi"));

        SpanData call = recorded.span(SPAN);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(recorded.spans("attempt")).hasSize(4);
        assertThat(Recorded.text(recorded.point(DURATION).getAttributes(), "error.type"))
                .isEqualTo("ProviderUnavailableException");
        assertThat(recorded.points("gen_ai.client.token.usage")).isEmpty();
    }

    @Test
    void theTokensOfARealAnswerAreTheOnesThatTheCallerSees() {
        ChatResponse answer = provider.chat(ChatRequest.of("hi"));

        assertThat(recorded.points("gen_ai.client.token.usage"))
                .extracting(point -> Recorded.text(point.getAttributes(), "gen_ai.token.type") + point.getSum())
                .containsExactlyInAnyOrder(
                        "input" + (double) answer.usage().promptTokens(),
                        "output" + (double) answer.usage().completionTokens());
        assertThat(Recorded.text(recorded.span(SPAN).getAttributes(), "gen_ai.response.id"))
                .isEqualTo(answer.requestId());
    }

    @Test
    void whatAsksTheServerDoesSoInTheContextOfTheAttempt() {
        inside(() -> provider.generate("hi"));

        String attempt = recorded.span("attempt").getSpanId();
        assertThat(clock.seenByWorkers).contains(attempt).isSubsetOf(attempt);
    }

    @Test
    void anAsynchronousCallBelongsToItsCallersTraceAndItsRequestToTheAttempt() {
        inside(() ->
                provider.chatAsync(ChatRequest.of("hi")).toCompletableFuture().join());

        SpanData call = recorded.span(SPAN);
        assertThat(call.getParentSpanId()).isEqualTo(recorded.span("work").getSpanId());
        assertThat(recorded.span("attempt").getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(clock.seenByWorkers).contains(recorded.span("attempt").getSpanId());
    }

    @Test
    void aStreamBelongsToTheTraceOfWhoeverAsksForItsFirstPiece() throws InterruptedException {
        inside(() -> {
            try (BlockingStream<String> stream =
                    BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()))) {
                stream.iterator().forEachRemaining(piece -> {});
            }
        });

        SpanData call = recorded.span(SPAN);
        assertThat(call.getParentSpanId()).isEqualTo(recorded.span("work").getSpanId());
        assertThat(recorded.span("attempt").getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(Recorded.all(call.getAttributes()))
                .contains("gen_ai.request.stream=true", "time_to_first_chunk", "gen_ai.usage.output_tokens");
        assertThat(recorded.point("gen_ai.client.operation.time_to_first_chunk").getCount())
                .isEqualTo(1);
    }

    @Test
    void aRefusedRequestIsAFailedSpanWithoutAnAttempt() {
        catchThrowable(() -> provider.generate(
                "hi", GenerationParams.builder().presencePenalty(1.0).build()));

        SpanData call = recorded.span(SPAN);
        assertThat(Recorded.text(call.getAttributes(), "error.type"))
                .isEqualTo(UnsupportedCapabilityException.class.getSimpleName());
        assertThat(recorded.spans("attempt")).isEmpty();
    }

    @Test
    void aRequestThatTheServerRefusesIsAFailedAttemptToo() {
        simulator.always(Endpoint.COMPLETIONS, WireErrors.error(422, "no"));

        catchThrowable(() -> provider.generate("hi"));

        assertThat(recorded.spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(Recorded.text(span.getAttributes(), "error.type"))
                        .isEqualTo(InvalidRequestException.class.getSimpleName()));
    }

    @Test
    void aCancelledCallEndsAsCancelledWhileItsAttemptIsStillUnderWay() {
        Gate gate = simulator.hold(Endpoint.COMPLETIONS);
        CompletableFuture<ChatResponse> call =
                provider.chatAsync(ChatRequest.of("hi")).toCompletableFuture();
        gate.awaitArrivals(1, Duration.ofSeconds(30));
        call.cancel(true);

        SpanData span = recorded.span(SPAN);
        assertThat(Recorded.text(span.getAttributes(), "error.type")).isEqualTo("cancelled");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        gate.open();
    }

    @Test
    void noContextIsLeftBehindOnTheThreadsThatMadeTheRequests() throws InterruptedException {
        inside(() -> provider.generate("hi"));
        CountDownLatch done = new CountDownLatch(1);
        clock.seenByWorkers.clear();

        provider.chatAsync(ChatRequest.of("hi")).whenComplete((answer, failure) -> {
            clock.look();
            done.countDown();
        });

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
        assertThat(clock.seenByWorkers).doesNotContain(recorded.span("work").getSpanId());
    }

    /** In a span of the application. */
    private void inside(Runnable work) {
        Span span = recorded.tracer().spanBuilder("work").startSpan();
        Context.current().with(span).wrap(work).run();
        span.end();
    }

    /** The provider looks at the clock right before it sends a request, on the thread that sends it. */
    private static final class SpyingClock extends Clock {
        final Set<String> seenByWorkers = ConcurrentHashMap.newKeySet();

        void look() {
            if (Thread.currentThread().getName().startsWith("llmbeans-sales")) {
                seenByWorkers.add(Span.current().getSpanContext().getSpanId());
            }
        }

        @Override
        public long millis() {
            look();
            return System.currentTimeMillis();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
