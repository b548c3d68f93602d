package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.arguments.NullArguments;
import io.github.llmbeans.gigachat.telemetry.GenAiTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever gives nothing where something is needed is told what it is. */
class NullArgumentsTest {
    private static final ProviderConfig CONFIG =
            ProviderConfig.builder("gigachat").apiKey("a2V5OnNlY3JldA==").build();

    private static final NullArguments NULLS = new NullArguments(Map.of(
            ProviderConfig.class,
            CONFIG,
            URI.class,
            URI.create("https://api.example"),
            Clock.class,
            Clock.systemUTC()));

    static List<Object> builders() {
        return List.of(GigaChatProvider.builder(CONFIG), GenAiTelemetry.builder(OpenTelemetry.noop()));
    }

    @ParameterizedTest
    @MethodSource("builders")
    void aBuilderSaysWhatIsNull(Object builder) {
        assertThat(NULLS.ofMethods(builder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {GigaChatProvider.class, GenAiTelemetry.class})
    void whoMakesOneIsToldWhatIsNull(Class<?> made) {
        assertThat(NULLS.ofFactories(made)).isEmpty();
    }
}
