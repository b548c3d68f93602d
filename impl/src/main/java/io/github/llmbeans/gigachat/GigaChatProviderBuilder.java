package io.github.llmbeans.gigachat;

import io.github.llmbeans.AsyncContext;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.Sleeper;
import io.github.llmbeans.gigachat.internal.Connection;
import io.github.llmbeans.gigachat.internal.OptionalApis;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.error.SettingNames;
import io.github.llmbeans.gigachat.internal.limit.AccountLimit;
import io.github.llmbeans.gigachat.internal.limit.AccountLimiters;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds a {@link GigaChatProvider} with a clock, pauses, randomness and threads for stages of one's own. Not thread-safe. */
public final class GigaChatProviderBuilder {
    private final ProviderConfig config;
    private SettingNames names = SettingNames.withPrefix("gigachat.");
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.system();
    private Supplier<AsyncContext> asyncContexts = AsyncContext::none;
    private @Nullable ConcurrencyLimiter limiter;
    private CallObserver callObserver = CallObserver.none();
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

    GigaChatProviderBuilder(ProviderConfig config) {
        this.config = Objects.requireNonNull(config, "config must not be null");
    }

    /**
     * Replaces the wall clock by which tokens expire.
     *
     * @param value a thread-safe clock
     * @return this
     */
    public GigaChatProviderBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock must not be null");
        return this;
    }

    /**
     * Replaces the way to wait between attempts.
     *
     * @param value waits; thread-safe
     * @return this
     */
    public GigaChatProviderBuilder sleeper(Sleeper value) {
        sleeper = Objects.requireNonNull(value, "sleeper must not be null");
        return this;
    }

    /**
     * Replaces the source of randomness for pauses and refresh times.
     *
     * @param value gives numbers from 0 (inclusive) to 1 (exclusive); thread-safe
     * @return this
     */
    public GigaChatProviderBuilder random(DoubleSupplier value) {
        random = Objects.requireNonNull(value, "random must not be null");
        return this;
    }

    /**
     * Says where the stages of asynchronous calls complete: on a container's threads and in the caller's context. By
     * default they complete on the provider's threads; a provider that a container makes from its configuration looks
     * both up itself.
     *
     * @param value asked on the caller's thread at each asynchronous call, so that it can capture the caller's context;
     *     thread-safe, must not block. If it throws, the call goes on without a context
     * @return this
     */
    public GigaChatProviderBuilder asyncContext(Supplier<AsyncContext> value) {
        asyncContexts = Objects.requireNonNull(value, "asyncContext must not be null");
        return this;
    }

    /**
     * Replaces the limiter of the account, for instance by one that several servers share. By default providers in this
     * process with the same key and addresses share one that is made from {@code max-concurrent-requests} and {@code
     * max-queued-requests}.
     *
     * @param value thread-safe; not closed by the provider
     * @return this
     */
    public GigaChatProviderBuilder concurrencyLimiter(ConcurrencyLimiter value) {
        limiter = Objects.requireNonNull(value, "concurrencyLimiter must not be null");
        return this;
    }

    /**
     * Adds somebody who is told of the provider's calls, after those who were added before. By default nobody is.
     *
     * @param value thread-safe, must not block
     * @return this
     */
    public GigaChatProviderBuilder callObserver(CallObserver value) {
        callObserver = callObserver.and(Objects.requireNonNull(value, "callObserver must not be null"));
        return this;
    }

    /**
     * Says under which prefix the settings were read, so that messages name them as they stand in the configuration.
     *
     * @param prefix for instance {@code gigachat.sales.}; {@code gigachat.} if never set
     * @return this
     */
    public GigaChatProviderBuilder settingPrefix(String prefix) {
        names = SettingNames.withPrefix(Objects.requireNonNull(prefix, "prefix must not be null"));
        return this;
    }

    /**
     * The provider; sends nothing yet.
     *
     * @return a new provider
     * @throws IllegalArgumentException if a setting is missing, unknown or out of its bounds; the message names it
     * @throws IllegalStateException if there is no implementation of MicroProfile Rest Client
     */
    public GigaChatProvider build() {
        return new GigaChatProvider(this);
    }

    ProviderConfig config() {
        return config;
    }

    GigaChatSettings settings() {
        return new GigaChatSettings(config, names);
    }

    Connection connection(GigaChatSettings settings) {
        return new Connection(settings, clock, random, makersContext());
    }

    /**
     * Of whoever makes the provider: whether Open Liberty traces a REST client depends on whose it is. Looked up only where
     * there are traces, since a lookup while the server starts a web application can let that start fail.
     */
    private Executor makersContext() {
        if (!OptionalApis.isPresent(OptionalApis.OPEN_TELEMETRY)) {
            return Runnable::run;
        }
        try {
            return asyncContexts.get().context();
        } catch (RuntimeException | LinkageError e) {
            return Runnable::run;
        }
    }

    AccountLimit accountLimit(GigaChatSettings settings) {
        return limiter == null ? AccountLimiters.open(settings) : AccountLimit.of(limiter);
    }

    Sleeper sleeper() {
        return sleeper;
    }

    CallObserver callObserver() {
        return callObserver;
    }

    Supplier<AsyncContext> asyncContexts() {
        return asyncContexts;
    }

    DoubleSupplier random() {
        return random;
    }
}
