package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.llmbeans.gigachat.internal.LogLines;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.telemetry.Recorded;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configured providers tell the container's OpenTelemetry of their calls, if it has one. */
class TelemetryBeanTest {
    private static final String CONTENT = "otel.instrumentation.genai.capture-message-content";

    private static Recorded recorded;
    private final GigaChatSimulator simulator = GigaChatSimulator.start();

    @BeforeEach
    void record() {
        recorded = new Recorded();
    }

    @AfterEach
    void stop() {
        recorded.close();
        simulator.close();
    }

    @Test
    void theCallsOfAllConfiguredProvidersAreToldUnderTheirNames() {
        try (Application application = Application.start(
                Keys.of(simulator).with("gigachat.instances", "sales,support").map(),
                Beans.Asker.class,
                Beans.TwoAskers.class,
                Tracing.class)) {
            application.bean(Beans.Asker.class).llm.generate("hi");
            application.bean(Beans.TwoAskers.class).sales.generate("hi");
        }

        assertThat(recorded.spans("chat GigaChat-2-Pro"))
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("llmbeans.provider.name")))
                .containsExactly("gigachat", "sales");
        assertThat(recorded.points("gen_ai.client.operation.duration")).hasSize(2);
        assertThat(span(0).getAttributes().asMap().toString())
                .contains("server.address=", "server.port=")
                .doesNotContain("messages");
    }

    @ParameterizedTest
    @CsvSource({"false,1", "FALSE,1", "true,0", "'',0"})
    void openTelemetryThatIsSwitchedOnAndNotThereIsToldInAWarning(String disabled, int warnings) {
        try (LogLines log = new LogLines();
                Application application = Application.start(
                        Keys.of(simulator).with("otel.sdk.disabled", disabled).map(), Beans.Bystander.class)) {
            assertThat(application.container().isRunning()).isTrue();
            assertThat(log.of(Level.WARNING))
                    .hasSize(warnings)
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("otel.sdk.disabled (OTEL_SDK_DISABLED) is false")
                            .contains("no bean of type OpenTelemetry", "MicroProfile Telemetry"));
        }
    }

    @Test
    void openTelemetryThatIsThereIsNoWarning() {
        try (LogLines log = new LogLines();
                Application application = Application.start(
                        Keys.of(simulator).with("otel.sdk.disabled", "false").map(),
                        Beans.Bystander.class,
                        Tracing.class)) {
            assertThat(application.container().isRunning()).isTrue();
            assertThat(log.of(Level.WARNING)).isEmpty();
        }
    }

    @Test
    void noOpenTelemetryIsAskedForBeforeTheFirstCall() {
        Tracing.made.set(0);
        try (Application application = Application.start(Keys.of(simulator).map(), Beans.Asker.class, Tracing.class)) {
            Beans.Asker asker = application.bean(Beans.Asker.class);
            assertThat(Tracing.made).hasValue(0);

            asker.llm.generate("hi");
            asker.llm.generate("hi");
            assertThat(Tracing.made).hasValue(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"true,true", "TRUE,true", "SPAN_ONLY,true", "false,false", "NO_CONTENT,false", "perhaps,false"})
    void oneSwitchPutsPromptsAndAnswersOnTheSpans(String value, boolean captured) {
        try (Application application =
                Application.start(Keys.of(simulator).with(CONTENT, value).map(), Beans.Asker.class, Tracing.class)) {
            application.bean(Beans.Asker.class).llm.generate("A private question");
        }

        assertThat(span(0).getAttributes().asMap().toString().contains("A private question"))
                .isEqualTo(captured);
    }

    @Test
    void theSwitchHasTheNameOfOpenTelemetrysOwnVariable() {
        try (Application application = Application.startInEnvironment(
                Keys.of(simulator).with(CONTENT, "true").variables(), Beans.Asker.class, Tracing.class)) {
            application.bean(Beans.Asker.class).llm.generate("A private question");
        }

        assertThat(span(0).getAttributes().asMap().toString()).contains("A private question");
    }

    @Test
    void withTwoApplicationsInOneJvmTheCallersOwnIsTold() {
        try (Application first = Application.start(Keys.of(simulator).map(), Beans.Asker.class);
                Application second = Application.start(Keys.of(simulator).map(), Beans.Asker.class, Tracing.class)) {
            first.bean(Beans.Asker.class).llm.generate("hi");
            assertThat(recorded.spans()).isEmpty();

            second.bean(Beans.Asker.class).llm.generate("hi");
            assertThat(recorded.spans("chat GigaChat-2-Pro")).hasSize(1);
        }
    }

    @Test
    void otelSdkDisabledSwitchesItOff() {
        try (Application application = Application.start(
                Keys.of(simulator).with("otel.sdk.disabled", "true").map(), Beans.Asker.class, Tracing.class)) {
            application.bean(Beans.Asker.class).llm.generate("hi");
        }

        assertThat(recorded.spans()).isEmpty();
    }

    @Test
    void withoutABeanNobodyIsToldAndNoGlobalInstanceIsMade() {
        GlobalOpenTelemetry.resetForTest();
        try (Application application = Application.start(Keys.of(simulator).map(), Beans.Asker.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.generate("hi")).contains("hi");

            // It is still free for the application: setting it twice is an error.
            assertThatCode(() -> GlobalOpenTelemetry.set(OpenTelemetry.noop())).doesNotThrowAnyException();
        } finally {
            GlobalOpenTelemetry.resetForTest();
        }
    }

    @Test
    void aBeanThatCannotBeHadCostsNoCall() {
        try (Application application = Application.start(Keys.of(simulator).map(), Beans.Asker.class, Broken.class)) {
            Beans.Asker asker = application.bean(Beans.Asker.class);

            assertThat(asker.llm.generate("hi")).contains("hi");
            assertThat(asker.llm.generate("hi")).contains("hi");
        }
        assertThat(Broken.asked).hasValue(1);
    }

    private static SpanData span(int index) {
        return recorded.spans("chat GigaChat-2-Pro").get(index);
    }

    /** As MicroProfile Telemetry has it. */
    @Dependent
    static class Tracing {
        static final AtomicInteger made = new AtomicInteger();

        @Produces
        @ApplicationScoped
        OpenTelemetry openTelemetry() {
            made.incrementAndGet();
            return recorded.openTelemetry();
        }
    }

    @Dependent
    static class Broken {
        static final AtomicInteger asked = new AtomicInteger();

        @Produces
        @Dependent
        OpenTelemetry openTelemetry() {
            asked.incrementAndGet();
            throw new IllegalStateException("no exporter");
        }
    }
}
