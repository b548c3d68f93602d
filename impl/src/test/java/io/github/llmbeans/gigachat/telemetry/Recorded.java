package io.github.llmbeans.gigachat.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.testing.time.TestClock;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** An OpenTelemetry that keeps everything in memory, with a clock that stands still unless it is moved. */
public final class Recorded implements AutoCloseable {
    public final TestClock clock = TestClock.create();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .setClock(clock)
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setMeterProvider(SdkMeterProvider.builder()
                    .setClock(clock)
                    .registerMetricReader(metrics)
                    .build())
            .build();

    public OpenTelemetry openTelemetry() {
        return sdk;
    }

    public Tracer tracer() {
        return sdk.getTracer("the application");
    }

    /** In the order in which they ended. */
    public List<SpanData> spans() {
        return spans.getFinishedSpanItems();
    }

    public List<SpanData> spans(String name) {
        return spans().stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** The only one of this name. */
    public SpanData span(String name) {
        assertThat(spans(name)).hasSize(1);
        return spans(name).get(0);
    }

    public List<HistogramPointData> points(String metric) {
        return metrics.collectAllMetrics().stream()
                .filter(data -> data.getName().equals(metric))
                .flatMap(data -> data.getHistogramData().getPoints().stream())
                .map(HistogramPointData.class::cast)
                .toList();
    }

    public MetricData metric(String name) {
        return metrics.collectAllMetrics().stream()
                .filter(data -> data.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The only series of a metric. */
    public HistogramPointData point(String metric) {
        List<HistogramPointData> points = points(metric);
        assertThat(points).as(metric).hasSize(1);
        return points.get(0);
    }

    static String text(Attributes attributes, String key) {
        return attributes.get(AttributeKey.stringKey(key));
    }

    /** The attributes as texts, sorted, for comparisons that name every one. */
    static String all(Attributes attributes) {
        StringBuilder all = new StringBuilder();
        attributes.asMap().entrySet().stream()
                .sorted((one, other) ->
                        one.getKey().getKey().compareTo(other.getKey().getKey()))
                .forEach(entry -> all.append(entry.getKey().getKey())
                        .append('=')
                        .append(entry.getValue())
                        .append('\n'));
        return all.toString();
    }

    @Override
    public void close() {
        sdk.close();
    }
}
