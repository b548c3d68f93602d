package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.tck.TelemetryUnderTest;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Stage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * An OpenTelemetry that keeps everything in memory. Its types show nowhere outside, so that checks can be looked through
 * where there is no OpenTelemetry.
 */
final class Telemetry implements AutoCloseable {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(metrics).build())
            .build();

    /** A provider that tells it. */
    BaseProvider provider(Stage stage, UnaryOperator<ProviderConfigBuilder> change) {
        TelemetryUnderTest subject = (TelemetryUnderTest) stage.subject();
        return stage.kept(
                subject.createWithTelemetry(change.apply(stage.config()).build(), sdk));
    }

    /** What is done in a span of the application. */
    @SuppressWarnings("try") // The scope is there to be closed.
    <T> String inside(Callable<T> work) throws Exception {
        Span span = sdk.getTracer("tck").spanBuilder("tck-work").startSpan();
        try (Scope scope = span.makeCurrent()) {
            work.call();
        } finally {
            span.end();
        }
        return span.getSpanContext().getSpanId();
    }

    /** The series of a metric, of all metrics if it is empty. */
    List<Series> series(String metric) {
        List<Series> series = new ArrayList<>();
        for (MetricData data : metrics.collectAllMetrics()) {
            if (metric.isEmpty() || data.getName().equals(metric)) {
                data.getData().getPoints().forEach(point -> series.add(series(data, point)));
            }
        }
        return series;
    }

    private static Series series(MetricData data, PointData point) {
        boolean histogram = point instanceof HistogramPointData;
        return new Series(
                data.getName(),
                data.getUnit(),
                histogram ? ((HistogramPointData) point).getCount() : -1,
                histogram ? ((HistogramPointData) point).getSum() : -1,
                texts(point.getAttributes()));
    }

    private static Map<String, String> texts(Attributes attributes) {
        Map<String, String> texts = new TreeMap<>();
        attributes.forEach((key, value) -> texts.put(key.getKey(), String.valueOf(value)));
        return texts;
    }

    /** The spans of calls that have ended, those of their attempts and of the application left out. */
    List<Seen> calls() {
        return all().stream()
                .filter(span -> span.attributes().containsKey("gen_ai.operation.name"))
                .toList();
    }

    /** Waits for the only call to be told, which may be told a little after its caller. */
    Seen call(Stage stage) {
        stage.time().becomes(stage.time().limit(), () -> !calls().isEmpty());
        Expect.equal("the number of spans of one call", 1, calls().size());
        return calls().get(0);
    }

    /** All spans that have ended. */
    List<Seen> all() {
        return spans.getFinishedSpanItems().stream().map(Telemetry::seen).toList();
    }

    private static Seen seen(SpanData span) {
        return new Seen(
                span.getName(),
                span.getKind().name(),
                span.getStatus().getStatusCode() == StatusCode.ERROR,
                texts(span.getAttributes()),
                span.getParentSpanId(),
                span.toString());
    }

    @Override
    public void close() {
        sdk.close();
    }

    /**
     * A series of a metric.
     *
     * @param metric its name
     * @param unit of the metric
     * @param count how many values; -1 if it is no histogram
     * @param sum of the values
     * @param attributes as texts
     */
    record Series(String metric, String unit, long count, double sum, Map<String, String> attributes) {}

    /**
     * A span.
     *
     * @param name of the span
     * @param kind of the span
     * @param failed whether it is marked as failed
     * @param attributes as texts
     * @param parent the id of the span around it
     * @param text everything that it tells
     */
    record Seen(String name, String kind, boolean failed, Map<String, String> attributes, String parent, String text) {}
}
