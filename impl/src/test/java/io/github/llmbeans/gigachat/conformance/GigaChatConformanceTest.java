package io.github.llmbeans.gigachat.conformance;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.simulator.GigaChatDialect;
import io.github.llmbeans.tck.HttpConformance;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The GigaChat provider keeps the contract, in an ordinary JVM. */
class GigaChatConformanceTest extends HttpConformance implements GigaChatDialect {

    @Override
    public BaseProvider create(ProviderConfig config) {
        return new GigaChatProvider(withoutLimit(config));
    }

    /** The kit's many callers are not those of one account. */
    static ProviderConfig withoutLimit(ProviderConfig config) {
        return config.toBuilder().option("max-concurrent-requests", "0").build();
    }

    @Override
    public BaseProvider create(ProviderConfig config, Clock clock) {
        return GigaChatProvider.builder(withoutLimit(config)).clock(clock).build();
    }

    @Override
    public Set<Capability> capabilities() {
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
    public Optional<ProviderConfig> withAsyncCalls(ProviderConfig config, int most) {
        return Optional.of(config.toBuilder()
                .option("max-connections", Integer.toString(most))
                .build());
    }

    @Override
    public Optional<ProviderConfig> withStreamSilence(ProviderConfig config, Duration longest) {
        return Optional.of(config.toBuilder()
                .option("stream-idle-timeout", longest.toString())
                .build());
    }
}
