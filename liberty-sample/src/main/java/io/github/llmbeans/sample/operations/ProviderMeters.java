package io.github.llmbeans.sample.operations;

import io.github.llmbeans.CallObservation;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.HealthStatus;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderMetrics;
import io.github.llmbeans.Usage;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one provider: of calls by the names of OpenTelemetry's conventions for generative AI, of its state by
 * names of our own. All are there from the beginning, with zeros, so that a query finds them before the first failure.
 */
final class ProviderMeters {
    private static final Metadata DURATION = metadata(
            "gen_ai.client.operation.duration", "How long calls took, with all their attempts", MetricUnits.SECONDS);
    private static final Metadata FIRST_CHUNK = metadata(
            "gen_ai.client.operation.time_to_first_chunk",
            "How long streamed calls took until their first piece",
            MetricUnits.SECONDS);
    private static final Metadata TOKENS =
            metadata("gen_ai.client.token.usage", "How many tokens calls have cost", MetricUnits.NONE);
    private static final Metadata STATUS =
            metadata("llmbeans.provider.status", "1 for the status that a provider has", MetricUnits.NONE);
    private static final Metadata IN_FLIGHT =
            metadata("llmbeans.provider.calls_in_flight", "Calls that are under way", MetricUnits.NONE);
    private static final Metadata PASSED_OVER = metadata(
            "llmbeans.provider.passed_over",
            "How long the router will still not ask a provider, since it has said when to come back",
            MetricUnits.SECONDS);

    private final Map<String, Timer> durations;
    private final Timer firstChunk;
    private final Histogram prompt;
    private final Histogram completion;

    /**
     * Registers them.
     *
     * @param figures the provider's figures now
     * @param passedOver how long the router will not ask it, now
     */
    ProviderMeters(
            MetricRegistry registry, String name, Supplier<ProviderMetrics> figures, Supplier<Duration> passedOver) {
        Tag provider = new Tag("llmbeans_provider_name", name);
        Tag chat = new Tag("gen_ai_operation_name", "chat");
        durations = ErrorType.ALL.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        type -> registry.timer(DURATION, provider, chat, new Tag("error_type", type))));
        firstChunk = registry.timer(FIRST_CHUNK, provider, chat);
        prompt = registry.histogram(TOKENS, provider, chat, new Tag("gen_ai_token_type", "input"));
        completion = registry.histogram(TOKENS, provider, chat, new Tag("gen_ai_token_type", "output"));
        for (HealthStatus status : HealthStatus.values()) {
            String word = status.name().toLowerCase(Locale.ROOT);
            registry.gauge(STATUS, () -> figures.get().status() == status ? 1 : 0, provider, new Tag("status", word));
        }
        registry.gauge(IN_FLIGHT, () -> figures.get().calls().inFlight(), provider);
        registry.gauge(PASSED_OVER, () -> passedOver.get().toMillis() / 1000.0, provider);
    }

    private static Metadata metadata(String name, String description, String unit) {
        return Metadata.builder()
                .withName(name)
                .withDescription(description)
                .withUnit(unit)
                .build();
    }

    CallObservation begin() {
        return new Measured();
    }

    private final class Measured implements CallObservation {
        private final long begun = System.nanoTime();

        @Override
        public void firstPiece() {
            firstChunk.update(elapsed());
        }

        @Override
        public void answered(@Nullable ChatResponse answer) {
            took(ErrorType.NONE);
            cost(answer);
        }

        /** What had come by then has been paid for. */
        @Override
        public void failed(Throwable failure) {
            took(ErrorType.of(failure));
            if (failure instanceof ProviderException ours) {
                cost(ours.partialResponse().orElse(null));
            }
        }

        private void cost(@Nullable ChatResponse answer) {
            Usage usage = answer == null ? null : answer.usage();
            if (usage != null) {
                prompt.update(usage.promptTokens());
                completion.update(usage.completionTokens());
            }
        }

        @Override
        public void cancelled() {
            took(ErrorType.CANCELLED);
        }

        private void took(String type) {
            durations.get(type).update(elapsed());
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }
}
