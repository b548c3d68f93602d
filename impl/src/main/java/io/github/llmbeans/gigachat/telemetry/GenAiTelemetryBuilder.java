package io.github.llmbeans.gigachat.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Builds a {@link GenAiTelemetry}. Not thread-safe. */
public final class GenAiTelemetryBuilder {
    private final OpenTelemetry openTelemetry;
    private String providerName = "gigachat";
    private @Nullable Server server;
    private boolean captureContent;
    private LongSupplier nanoTime = System::nanoTime;

    GenAiTelemetryBuilder(OpenTelemetry openTelemetry) {
        this.openTelemetry = Objects.requireNonNull(openTelemetry, "openTelemetry must not be null");
    }

    /**
     * Says whose model it is, for {@code gen_ai.provider.name}.
     *
     * @param value {@code gigachat} if never set
     * @return this
     * @throws IllegalArgumentException if it is blank
     */
    public GenAiTelemetryBuilder providerName(String value) {
        if (Objects.requireNonNull(value, "providerName must not be null").isBlank()) {
            throw new IllegalArgumentException("providerName must not be blank, was \"" + value + "\"");
        }
        providerName = value;
        return this;
    }

    /**
     * Says where the model is asked, for {@code server.address} and {@code server.port}.
     *
     * @param value an address with a host; without a port, the usual one of its scheme is told
     * @return this
     * @throws IllegalArgumentException if it has no host
     */
    public GenAiTelemetryBuilder server(URI value) {
        server = Server.of(Objects.requireNonNull(value, "server must not be null"));
        return this;
    }

    /**
     * Says whether prompts and answers are put on the spans, as {@code gen_ai.input.messages} and {@code
     * gen_ai.output.messages}. They are personal data and large; whoever sees the traces sees them.
     *
     * @param value {@code false} if never set
     * @return this
     */
    public GenAiTelemetryBuilder captureContent(boolean value) {
        captureContent = value;
        return this;
    }

    /**
     * Replaces the clock by which durations are measured, for tests.
     *
     * @param value counts nanoseconds; thread-safe
     * @return this
     */
    public GenAiTelemetryBuilder nanoTime(LongSupplier value) {
        nanoTime = Objects.requireNonNull(value, "nanoTime must not be null");
        return this;
    }

    /**
     * The observer.
     *
     * @return a new observer
     */
    public GenAiTelemetry build() {
        return new GenAiTelemetry(this);
    }

    OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    String providerName() {
        return providerName;
    }

    @Nullable
    Server server() {
        return server;
    }

    boolean captureContent() {
        return captureContent;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }
}
