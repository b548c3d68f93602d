package io.github.llmbeans.gigachat.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.AttemptObservation;
import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Failure;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.Usage;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in spans and metrics, value by value. */
class GenAiTelemetryTest {
    private static final String DURATION = "gen_ai.client.operation.duration";
    private static final String FIRST_CHUNK = "gen_ai.client.operation.time_to_first_chunk";
    private static final String TOKENS = "gen_ai.client.token.usage";

    private final Recorded recorded = new Recorded();
    private final GenAiTelemetry telemetry = GenAiTelemetry.builder(recorded.openTelemetry())
            .server(URI.create("https://api.giga.chat/v1"))
            .nanoTime(recorded.clock::nanoTime)
            .build();

    @AfterEach
    void close() {
        recorded.close();
    }

    @Test
    void aCallOf950MillisecondsIsTold095SecondsAndNot0() {
        CallObservation call = telemetry.begin(call("hi"));
        recorded.clock.advance(Duration.ofMillis(950));
        call.answered(answer());

        HistogramPointData point = recorded.point(DURATION);
        assertThat(point.getSum()).isEqualTo(0.95);
        assertThat(point.getCount()).isEqualTo(1);
        assertThat(point.getBoundaries())
                .containsExactly(
                        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
        assertThat(recorded.metric(DURATION).getUnit()).isEqualTo("s");
        assertThat(Recorded.all(point.getAttributes())).isEqualTo("""
                        gen_ai.operation.name=chat
                        gen_ai.provider.name=gigachat
                        gen_ai.request.model=GigaChat-2-Pro
                        gen_ai.response.model=GigaChat-2-Pro:2.0.28
                        llmbeans.provider.name=sales
                        server.address=api.giga.chat
                        server.port=443
                        """);
        SpanData span = recorded.span("chat GigaChat-2-Pro");
        assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(950_000_000);
    }

    @Test
    void aSpanSaysHowWasAskedAndWhatItCostAndNeitherPromptNorAnswer() {
        GenerationParams params = GenerationParams.builder()
                .temperature(0.7)
                .topP(0.5)
                .maxTokens(100)
                .stop("END")
                .build();
        telemetry
                .begin(new CallInfo(
                        info(),
                        ChatRequest.builder()
                                .user("A private question")
                                .params(params)
                                .sessionId("session-1")
                                .build(),
                        false))
                .answered(answer());

        SpanData span = recorded.span("chat GigaChat-2-Pro");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getEvents()).isEmpty();
        assertThat(span.getInstrumentationScopeInfo().getSchemaUrl())
                .isEqualTo("https://opentelemetry.io/schemas/1.41.0");
        assertThat(Recorded.all(span.getAttributes())).isEqualTo("""
                        gen_ai.conversation.id=session-1
                        gen_ai.operation.name=chat
                        gen_ai.provider.name=gigachat
                        gen_ai.request.max_tokens=100
                        gen_ai.request.model=GigaChat-2-Pro
                        gen_ai.request.stop_sequences=[END]
                        gen_ai.request.temperature=0.7
                        gen_ai.request.top_p=0.5
                        gen_ai.response.finish_reasons=[stop]
                        gen_ai.response.id=request-1
                        gen_ai.response.model=GigaChat-2-Pro:2.0.28
                        gen_ai.usage.cache_read.input_tokens=5
                        gen_ai.usage.input_tokens=17
                        gen_ai.usage.output_tokens=42
                        llmbeans.provider.name=sales
                        server.address=api.giga.chat
                        server.port=443
                        """);
    }

    @Test
    void tokensAreCountedByTheirType() {
        telemetry.begin(call("hi")).answered(answer());

        List<HistogramPointData> points = recorded.points(TOKENS);
        assertThat(points).hasSize(2);
        assertThat(points)
                .extracting(point -> Recorded.text(point.getAttributes(), "gen_ai.token.type") + " " + point.getSum())
                .containsExactlyInAnyOrder("input 17.0", "output 42.0");
        assertThat(points.get(0).getBoundaries()).startsWith(1.0, 4.0, 16.0).endsWith(67_108_864.0);
        assertThat(recorded.metric(TOKENS).getUnit()).isEqualTo("{token}");
        assertThat(points)
                .extracting(point -> Recorded.text(point.getAttributes(), "gen_ai.response.model"))
                .containsOnly("GigaChat-2-Pro:2.0.28");
    }

    @Test
    void anAnswerWithoutTokenCountsCountsNone() {
        telemetry.begin(call("hi")).answered(null);

        assertThat(recorded.points(TOKENS)).isEmpty();
        assertThat(recorded.point(DURATION).getCount()).isEqualTo(1);
    }

    @Test
    void aFailureIsToldByTheContractsNameForItInSpanAndMetric() {
        CallObservation call = telemetry.begin(call("hi"));
        call.failed(new RateLimitException("slow down", Failure.of("sales").withStatus(429)));

        SpanData span = recorded.span("chat GigaChat-2-Pro");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getStatus().getDescription()).isEqualTo("slow down");
        assertThat(Recorded.all(span.getAttributes()))
                .contains("error.type=RateLimitException\n", "http.response.status_code=429\n");
        assertThat(Recorded.text(recorded.point(DURATION).getAttributes(), "error.type"))
                .isEqualTo("RateLimitException");
    }

    @Test
    void somebodysOwnSubclassIsTheExceptionOfTheContractThatItIs() {
        telemetry.begin(call("hi")).failed(new OutOfOrder());

        assertThat(Recorded.text(recorded.point(DURATION).getAttributes(), "error.type"))
                .isEqualTo("ProviderUnavailableException");
    }

    @Test
    void aFailureThatIsNotOfTheContractIsOneWordAndItsMessageStaysAway() {
        telemetry.begin(call("hi")).failed(new IllegalStateException("A private question"));

        SpanData span = recorded.span("chat GigaChat-2-Pro");
        assertThat(Recorded.text(span.getAttributes(), "error.type")).isEqualTo("_OTHER");
        assertThat(span.getStatus().getDescription()).isEqualTo("java.lang.IllegalStateException");
        assertThat(Recorded.text(recorded.point(DURATION).getAttributes(), "error.type"))
                .isEqualTo("_OTHER");
    }

    @Test
    void aCallerWhoGivesUpIsToldApartFromFailuresAndDoesNotMarkTheSpan() {
        CallObservation call = telemetry.begin(call("hi"));
        AttemptObservation attempt = call.attempt(1);
        call.cancelled();
        attempt.failed(new ProviderInterruptedException("interrupted", Failure.of("sales"), null));
        attempt.close();

        assertThat(recorded.spans()).hasSize(2).allSatisfy(span -> {
            assertThat(Recorded.text(span.getAttributes(), "error.type")).isEqualTo("cancelled");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        });
        assertThat(Recorded.text(recorded.point(DURATION).getAttributes(), "error.type"))
                .isEqualTo("cancelled");
    }

    @Test
    void theFirstPieceOfAStreamIsTimed() {
        CallObservation call = telemetry.begin(new CallInfo(info(), ChatRequest.of("hi"), true));
        recorded.clock.advance(Duration.ofMillis(120));
        call.firstPiece();
        recorded.clock.advance(Duration.ofMillis(880));
        call.answered(answer());

        assertThat(recorded.point(FIRST_CHUNK).getSum()).isEqualTo(0.12);
        assertThat(recorded.point(DURATION).getSum()).isEqualTo(1.0);
        assertThat(Recorded.all(recorded.span("chat GigaChat-2-Pro").getAttributes()))
                .contains("gen_ai.response.time_to_first_chunk=0.12\n", "gen_ai.request.stream=true\n");
    }

    @Test
    void aStreamThatBreaksOffHasCostWhatTheServerSaidUntilThen() {
        ProviderUnavailableException broken = new ProviderUnavailableException("broke off", Failure.of("sales"));
        broken.keepPartialResponse(answer());
        telemetry.begin(call("hi")).failed(broken);

        assertThat(recorded.points(TOKENS))
                .hasSize(2)
                .noneMatch(point -> Recorded.all(point.getAttributes()).contains("error.type"));
        assertThat(Recorded.all(recorded.span("chat GigaChat-2-Pro").getAttributes()))
                .contains("gen_ai.usage.output_tokens=42\n")
                .doesNotContain("finish_reasons");
    }

    @Test
    void modelsThatNobodyCouldCountDoNotMakeSeriesWithoutEnd() {
        for (int i = 0; i < FewNames.MOST + 50; i++) {
            ChatRequest request =
                    ChatRequest.builder().user("hi").model("model-" + i).build();
            telemetry.begin(new CallInfo(info(), request, false)).answered(null);
        }

        assertThat(recorded.points(DURATION)).hasSize(FewNames.MOST + 1);
        assertThat(recorded.spans("chat _OTHER"))
                .hasSize(50)
                .allSatisfy(span -> assertThat(Recorded.text(span.getAttributes(), "gen_ai.request.model"))
                        .startsWith("model-"));
    }

    @Test
    void anOpenTelemetryThatDoesNothingIsToldNothing() {
        CallObservation observation =
                GenAiTelemetry.builder(OpenTelemetry.noop()).build().begin(call("hi"));

        assertThat(observation).isSameAs(CallObservation.NONE);
    }

    @Test
    void theServerIsTheOneOfTheConfigurationOrGigaChatsOwn() {
        GenAiTelemetry.of(recorded.openTelemetry(), config("http://127.0.0.1/v1"))
                .begin(call("hi"))
                .cancelled();
        GenAiTelemetry.of(recorded.openTelemetry(), ProviderConfig.builder("x").build())
                .begin(call("hi"))
                .cancelled();
        GenAiTelemetry.builder(recorded.openTelemetry())
                .providerName("mock")
                .build()
                .begin(call("hi"))
                .cancelled();

        List<SpanData> spans = recorded.spans();
        assertThat(Recorded.all(spans.get(0).getAttributes())).contains("server.address=127.0.0.1\nserver.port=80\n");
        assertThat(Recorded.all(spans.get(1).getAttributes()))
                .contains("server.address=api.giga.chat\nserver.port=443\n");
        assertThat(Recorded.all(spans.get(2).getAttributes()))
                .contains("gen_ai.provider.name=mock\n")
                .doesNotContain("server.");
    }

    @Test
    void wrongValuesAreRefusedByName() {
        GenAiTelemetryBuilder builder = GenAiTelemetry.builder(OpenTelemetry.noop());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.server(URI.create("/v1")))
                .withMessage("server must be an address with a host, was \"/v1\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.providerName(" "))
                .withMessage("providerName must not be blank, was \" \"");
    }

    private static ProviderConfig config(String address) {
        return ProviderConfig.builder("x").baseUrl(address).build();
    }

    private static CallInfo call(String prompt) {
        return new CallInfo(info(), ChatRequest.of(prompt), false);
    }

    private static ProviderInfo info() {
        return new ProviderInfo("sales", "GigaChat-2-Pro", EnumSet.noneOf(Capability.class));
    }

    static ChatResponse answer() {
        return ChatResponse.builder("A private answer", "sales", "GigaChat-2-Pro:2.0.28")
                .finishReason(FinishReason.STOP)
                .usage(new Usage(17, 42, 59, 5))
                .requestId("request-1")
                .build();
    }

    private static final class OutOfOrder extends ProviderUnavailableException {
        private static final long serialVersionUID = 1L;

        OutOfOrder() {
            super("out of order", Failure.of("sales"));
        }
    }
}
