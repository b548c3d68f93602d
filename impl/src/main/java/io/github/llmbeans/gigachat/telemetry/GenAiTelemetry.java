package io.github.llmbeans.gigachat.telemetry;

import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells OpenTelemetry of a provider's calls, by the semantic conventions for generative AI, version 1.41.
 *
 * <pre>{@code
 * GigaChatProvider llm = GigaChatProvider.builder(config)
 *         .callObserver(GenAiTelemetry.of(openTelemetry, config))
 *         .build();
 * }</pre>
 *
 * <p>A provider that a container makes from its configuration does this by itself if there is a bean of type {@code
 * OpenTelemetry}, which MicroProfile Telemetry brings.
 *
 * <ul>
 *   <li>A span {@code chat <model>} of kind CLIENT for each call, whose parent is the span that is current where the call
 *       begins; in it one {@code attempt} of kind INTERNAL for each attempt, current while the attempt is made.
 *   <li>{@code gen_ai.client.operation.duration} in seconds, {@code gen_ai.client.token.usage} by {@code
 *       gen_ai.token.type}, and of streams {@code gen_ai.client.operation.time_to_first_chunk} in seconds.
 *   <li>{@code error.type}: the name of the exception of the contract, for instance {@code RateLimitException}; {@code
 *       cancelled} for a call whose caller gave up, whose span is not marked as failed; {@code _OTHER} for everything
 *       else.
 * </ul>
 *
 * <p>Prompts and answers are left out unless {@link GenAiTelemetryBuilder#captureContent} says otherwise; keys and tokens
 * are unknown here. Of the models that are asked for and that answer, the first 100 are told by name in names of spans and
 * in metrics, others as {@code _OTHER}. Thread-safe; does not block. With an OpenTelemetry that does nothing it does
 * nothing either.
 */
public final class GenAiTelemetry implements CallObserver {
    private static final String SCOPE = "io.github.llmbeans.gigachat";

    private final boolean silent;
    private final Tracer tracer;
    private final Instruments instruments;
    private final LongSupplier nanoTime;
    private final String provider;
    private final @Nullable Server server;
    private final @Nullable MessageJson content;
    private final FewNames models = new FewNames();

    GenAiTelemetry(GenAiTelemetryBuilder builder) {
        TracerProvider traces = builder.openTelemetry().getTracerProvider();
        MeterProvider metrics = builder.openTelemetry().getMeterProvider();
        silent = traces == TracerProvider.noop() && metrics == MeterProvider.noop();
        tracer = traces.tracerBuilder(SCOPE).setSchemaUrl(Keys.SCHEMA_URL).build();
        instruments = new Instruments(
                metrics.meterBuilder(SCOPE).setSchemaUrl(Keys.SCHEMA_URL).build());
        nanoTime = builder.nanoTime();
        provider = builder.providerName();
        server = builder.server();
        content = builder.captureContent() ? new MessageJson() : null;
    }

    /**
     * For a provider of GigaChat, without prompts and answers.
     *
     * @param openTelemetry told of the calls
     * @param config of the provider that is observed; only its address is looked at
     * @return a new observer
     */
    public static GenAiTelemetry of(OpenTelemetry openTelemetry, ProviderConfig config) {
        return builder(openTelemetry, config).build();
    }

    /**
     * For a provider of GigaChat.
     *
     * @param openTelemetry told of the calls
     * @param config of the provider that is observed; only its address is looked at
     * @return a new builder, not thread-safe
     */
    public static GenAiTelemetryBuilder builder(OpenTelemetry openTelemetry, ProviderConfig config) {
        URI address = Objects.requireNonNull(config, "config must not be null").baseUrl();
        return builder(openTelemetry).server(address == null ? GigaChatSettings.DEFAULT_BASE_URL : address);
    }

    /**
     * For any provider; where it is asked is not told unless the builder is told.
     *
     * @param openTelemetry told of the calls
     * @return a new builder, not thread-safe
     */
    public static GenAiTelemetryBuilder builder(OpenTelemetry openTelemetry) {
        return new GenAiTelemetryBuilder(openTelemetry);
    }

    @Override
    public CallObservation begin(CallInfo call) {
        if (silent) {
            return CallObservation.NONE;
        }
        long began = nanoTime();
        String model = few(call.model());
        Attributes known = known(call, model);
        Context parent = Context.current();
        Span span = tracer.spanBuilder(Keys.CHAT + " " + model)
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setAllAttributes(known)
                .setAttribute(Keys.REQUEST_MODEL, call.model())
                .startSpan();
        if (span.isRecording()) {
            RequestSpan.tell(span, call.request(), call.streamed(), content);
        }
        return new CallSpan(this, call, span, parent, known, began);
    }

    private Attributes known(CallInfo call, String model) {
        AttributesBuilder attributes = Attributes.builder()
                .put(Keys.OPERATION, Keys.CHAT)
                .put(Keys.PROVIDER, provider)
                .put(Keys.INSTANCE, call.provider().name())
                .put(Keys.REQUEST_MODEL, model);
        if (server != null) {
            attributes.put(Keys.SERVER_ADDRESS, server.address()).put(Keys.SERVER_PORT, (long) server.port());
        }
        return attributes.build();
    }

    Tracer tracer() {
        return tracer;
    }

    Instruments instruments() {
        return instruments;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    String few(String model) {
        return models.known(model);
    }

    @Nullable
    MessageJson content() {
        return content;
    }
}
