package io.github.llmbeans.gigachat.conformance;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.RetryBudget;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.simulator.GigaChatDialect;
import io.github.llmbeans.tck.HttpProviderUnderTest;
import io.github.llmbeans.tck.TlsUnderTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The GigaChat provider as the kit is told of it, wherever it runs. */
public interface GigaChatUnderTest extends HttpProviderUnderTest, GigaChatDialect, TlsUnderTest {

    @Override
    default BaseProvider create(ProviderConfig config) {
        return new GigaChatProvider(withoutLimit(config));
    }

    @Override
    default BaseProvider create(ProviderConfig config, Clock clock) {
        return GigaChatProvider.builder(withoutLimit(config)).clock(clock).build();
    }

    @Override
    default Optional<BaseProvider> createObserved(ProviderConfig config, CallObserver observer) {
        return Optional.of(GigaChatProvider.builder(withoutLimit(config))
                .callObserver(observer)
                .build());
    }

    @Override
    default ProviderConfigBuilder trusting(ProviderConfigBuilder config, Path certificate) {
        return config.option("ca-bundle-file", certificate.toString());
    }

    @Override
    default Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.CHAT_HISTORY,
                Capability.SYSTEM_MESSAGE,
                Capability.MODEL_CHOICE,
                Capability.TEMPERATURE,
                Capability.TOP_P,
                Capability.MAX_TOKENS,
                Capability.STOP_SEQUENCES,
                Capability.REPETITION_PENALTY,
                Capability.SESSION,
                Capability.STREAMING,
                Capability.USAGE,
                Capability.TOKEN_COUNT,
                Capability.MODEL_LIST);
    }

    @Override
    default Optional<ProviderConfig> withAsyncCalls(ProviderConfig config, int most) {
        return Optional.of(config.toBuilder()
                .option("max-connections", Integer.toString(most))
                .build());
    }

    @Override
    default Optional<ProviderConfig> withConcurrencyLimit(ProviderConfig config, int most, int queued) {
        return Optional.of(config.toBuilder()
                .option("max-concurrent-requests", Integer.toString(most))
                .option("max-queued-requests", Integer.toString(queued))
                .build());
    }

    /** One repeat for each 100 calls, and the 100 that are possible at once. */
    @Override
    default Optional<ProviderConfig> withRetryBudget(ProviderConfig config, int repeats) {
        return repeats < RetryBudget.DEFAULT_RESERVE
                ? Optional.empty()
                : Optional.of(config.toBuilder().option("retry-budget", "1").build());
    }

    @Override
    default Optional<ProviderConfig> withCircuitBreaker(ProviderConfig config, int attempts, Duration delay) {
        return Optional.of(config.toBuilder()
                .option("circuit-breaker", "true")
                .option("circuit-breaker-request-volume-threshold", Integer.toString(attempts))
                .option("circuit-breaker-failure-ratio", "1")
                .option("circuit-breaker-delay", delay.toString())
                .build());
    }

    @Override
    default Optional<ProviderConfig> withStreamSilence(ProviderConfig config, Duration longest) {
        return Optional.of(config.toBuilder()
                .option("stream-idle-timeout", longest.toString())
                .build());
    }

    /** The kit's many callers are not those of one account, unless a check asks for a limit. */
    static ProviderConfig withoutLimit(ProviderConfig config) {
        return config.options().containsKey("max-concurrent-requests")
                ? config
                : config.toBuilder().option("max-concurrent-requests", "0").build();
    }
}
