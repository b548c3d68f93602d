package io.github.llmbeans.sample.conformance;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.RetryBudget;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.simulator.GigaChatDialect;
import io.github.llmbeans.tck.HttpProviderUnderTest;
import io.github.llmbeans.tck.Mode;
import io.github.llmbeans.tck.ProviderContainer;
import io.github.llmbeans.tck.TlsUnderTest;
import io.github.llmbeans.tck.cdi.CurrentContainer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The GigaChat provider on the server's own REST client, and as the server's beans. */
class GigaChatInServer implements HttpProviderUnderTest, GigaChatDialect, TlsUnderTest {
    private static final String CA_BUNDLE = "ca-bundle-file";

    private final CurrentContainer container = new CurrentContainer();

    @Override
    public Mode mode() {
        return Mode.SERVER;
    }

    @Override
    public BaseProvider create(ProviderConfig config) {
        return create(config, Clock.systemUTC());
    }

    @Override
    public BaseProvider create(ProviderConfig config, Clock clock) {
        return GigaChatProvider.builder(withoutLimit(config)).clock(clock).build();
    }

    @Override
    public Optional<BaseProvider> createObserved(ProviderConfig config, CallObserver observer) {
        return Optional.of(GigaChatProvider.builder(withoutLimit(config))
                .callObserver(observer)
                .build());
    }

    @Override
    public ProviderConfigBuilder trusting(ProviderConfigBuilder config, Path certificate) {
        return config.option(CA_BUNDLE, certificate.toString());
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
    public Optional<ProviderConfig> withConcurrencyLimit(ProviderConfig config, int most, int queued) {
        return Optional.of(config.toBuilder()
                .option("max-concurrent-requests", Integer.toString(most))
                .option("max-queued-requests", Integer.toString(queued))
                .build());
    }

    /** One repeat for each 100 calls, and the 100 that are possible at once. */
    @Override
    public Optional<ProviderConfig> withRetryBudget(ProviderConfig config, int repeats) {
        return repeats < RetryBudget.DEFAULT_RESERVE
                ? Optional.empty()
                : Optional.of(config.toBuilder().option("retry-budget", "1").build());
    }

    @Override
    public Optional<ProviderConfig> withCircuitBreaker(ProviderConfig config, int attempts, Duration delay) {
        return Optional.of(config.toBuilder()
                .option("circuit-breaker", "true")
                .option("circuit-breaker-request-volume-threshold", Integer.toString(attempts))
                .option("circuit-breaker-failure-ratio", "1")
                .option("circuit-breaker-delay", delay.toString())
                .build());
    }

    @Override
    public Optional<ProviderConfig> withStreamSilence(ProviderConfig config, Duration longest) {
        return Optional.of(config.toBuilder()
                .option("stream-idle-timeout", longest.toString())
                .build());
    }

    @Override
    public ProviderContainer container(ProviderConfig standard, List<ProviderConfig> named) {
        Map<String, String> settings = new HashMap<>(settings("gigachat.", standard));
        named.forEach(config -> settings.putAll(settings("gigachat." + config.name() + ".", config)));
        return container.with(settings);
    }

    static Map<String, String> settings(String prefix, ProviderConfig config) {
        return Map.of(
                prefix + "credentials", String.valueOf(config.apiKey()),
                prefix + "base-url", String.valueOf(config.baseUrl()),
                prefix + "auth-url", String.valueOf(config.authUrl()),
                prefix + "model", String.valueOf(config.model()),
                prefix + "max-concurrent-requests", "0",
                prefix + CA_BUNDLE, config.options().getOrDefault(CA_BUNDLE, ""));
    }

    /** The kit's many callers are not those of one account, unless a check asks for a limit. */
    private static ProviderConfig withoutLimit(ProviderConfig config) {
        return config.options().containsKey("max-concurrent-requests")
                ? config
                : config.toBuilder().option("max-concurrent-requests", "0").build();
    }
}
