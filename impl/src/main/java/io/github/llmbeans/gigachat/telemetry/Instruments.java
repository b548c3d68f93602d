package io.github.llmbeans.gigachat.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongHistogramBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.function.Supplier;

/** The metrics, with the bounds that the conventions advise where they can be advised. */
final class Instruments {
    private static final double NANOS = 1e9;
    private static final List<Double> SECONDS =
            List.of(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
    private static final List<Long> TOKENS = List.of(
            1L,
            4L,
            16L,
            64L,
            256L,
            1024L,
            4096L,
            16_384L,
            65_536L,
            262_144L,
            1_048_576L,
            4_194_304L,
            16_777_216L,
            67_108_864L);

    private final DoubleHistogram duration;
    private final DoubleHistogram firstChunk;
    private final LongHistogram tokens;

    Instruments(Meter meter) {
        duration = seconds(meter, "gen_ai.client.operation.duration", "How long a call took, with all its attempts.");
        firstChunk = seconds(
                meter,
                "gen_ai.client.operation.time_to_first_chunk",
                "How long a streamed call took until its first piece.");
        LongHistogramBuilder counted = meter.histogramBuilder("gen_ai.client.token.usage")
                .setUnit("{token}")
                .setDescription("How many tokens a call cost.")
                .ofLongs();
        tokens = bounded(counted, () -> counted.setExplicitBucketBoundariesAdvice(TOKENS))
                .build();
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        DoubleHistogramBuilder measured =
                meter.histogramBuilder(name).setUnit("s").setDescription(description);
        return bounded(measured, () -> measured.setExplicitBucketBoundariesAdvice(SECONDS))
                .build();
    }

    /**
     * Bounds can be advised since OpenTelemetry 1.32; a server may bring an older one, as Payara 6 and 7 bring 1.29, and
     * measures with its own bounds.
     */
    private static <B> B bounded(B builder, Supplier<B> advised) {
        try {
            return advised.get();
        } catch (NoSuchMethodError older) {
            return builder;
        }
    }

    void took(long nanos, Attributes attributes, Context context) {
        duration.record(nanos / NANOS, attributes, context);
    }

    double firstChunk(long nanos, Attributes attributes, Context context) {
        double seconds = nanos / NANOS;
        firstChunk.record(seconds, attributes, context);
        return seconds;
    }

    void cost(String type, long count, Attributes attributes, Context context) {
        tokens.record(count, attributes.toBuilder().put(Keys.TOKEN_TYPE, type).build(), context);
    }
}
