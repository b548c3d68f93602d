package io.github.llmbeans.gigachat.conformance;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.telemetry.GenAiTelemetry;
import io.github.llmbeans.tck.HttpConformance;
import io.github.llmbeans.tck.TelemetryUnderTest;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Tag;

/** The GigaChat provider keeps the contract, in an ordinary JVM. */
@Tag("engine")
public class GigaChatConformanceTest extends HttpConformance implements GigaChatUnderTest, TelemetryUnderTest {

    @Override
    public BaseProvider createWithTelemetry(ProviderConfig config, OpenTelemetry openTelemetry) {
        return createObserved(config, GenAiTelemetry.of(openTelemetry, config)).orElseThrow();
    }
}
