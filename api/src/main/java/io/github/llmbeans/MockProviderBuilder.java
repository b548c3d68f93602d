package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a {@link MockProvider}; each method checks its value at once. Not thread-safe. */
public final class MockProviderBuilder {
    private static final int MOST_CALLS = 10_000_000;

    private final ProviderConfigBuilder config;
    private final Set<String> options = new HashSet<>();
    private @Nullable Set<Capability> capabilities;
    private Sleeper sleeper = Sleeper.system();
    private Duration streamIdleTimeout = AbstractProvider.DEFAULT_STREAM_IDLE_TIMEOUT;
    private boolean retryPauses;
    private int keepCalls = MockProvider.DEFAULT_KEPT_CALLS;

    MockProviderBuilder(ProviderConfigBuilder config) {
        this.config = config;
    }

    /**
     * Sets the name that stands in answers and failures.
     *
     * @param value not blank; {@link MockProvider#DEFAULT_NAME} if never set
     * @return this
     * @throws IllegalArgumentException if it is blank
     */
    public MockProviderBuilder name(String value) {
        config.name(value);
        return this;
    }

    /**
     * Sets the model, which chooses the mode of whatever is not scripted.
     *
     * @param value not blank; {@link MockProvider#DEFAULT_MODEL} if never set
     * @return this
     * @throws IllegalArgumentException if it is blank
     */
    public MockProviderBuilder model(String value) {
        config.model(value);
        return this;
    }

    /**
     * Sets the deadline of a call, as {@link ProviderConfigBuilder#timeout(Duration)} does.
     *
     * @param value 1 s to 300 s; 30 s if never set
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public MockProviderBuilder timeout(Duration value) {
        config.timeout(value);
        return this;
    }

    /**
     * Sets how often a failed call is repeated, without pauses unless {@link #retryPauses()} asks for them.
     *
     * @param value 0 to 10; 3 if never set
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public MockProviderBuilder maxRetries(int value) {
        config.maxRetries(value);
        return this;
    }

    /**
     * Lets the mock pause before it repeats a call, as a provider with a server does: the pauses of a {@link RetryPolicy},
     * never shorter than what a failure asks for, by the mock's {@linkplain #sleeper(Sleeper) clock}.
     *
     * @return this
     */
    public MockProviderBuilder retryPauses() {
        retryPauses = true;
        return this;
    }

    /**
     * Replaces what the mock declares, to test a bean with a model that can less or more. What is declared beyond {@link
     * MockProvider}'s own is accepted and changes nothing.
     *
     * @param value the capabilities
     * @return this
     */
    public MockProviderBuilder capabilities(Set<Capability> value) {
        capabilities = Checks.noNulls("capabilities", value);
        return this;
    }

    /**
     * Accepts {@linkplain GenerationParams#options() options} that only another provider knows, to test a bean that uses
     * them. They change nothing.
     *
     * @param names the options; none if never set
     * @return this
     */
    public MockProviderBuilder options(String... names) {
        options.addAll(Checks.noNulls("names", Arrays.asList(Objects.requireNonNull(names, "names must not be null"))));
        return this;
    }

    /**
     * Replaces the clock on which scripted delays and silences wait: a {@link MockClock} that the test moves, or {@code
     * time -> {}} on which all time passes at once. Deadlines and the limit for silent streams are kept by this clock, and
     * by real time as well.
     *
     * @param value waits; thread-safe; {@link Sleeper#system()} if never set, which is real time
     * @return this
     */
    public MockProviderBuilder sleeper(Sleeper value) {
        sleeper = Objects.requireNonNull(value, "sleeper must not be null");
        return this;
    }

    /**
     * Sets how long a stream may be silent between two pieces.
     *
     * @param value 1 ms to 1 h; {@link AbstractProvider#DEFAULT_STREAM_IDLE_TIMEOUT} if never set
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public MockProviderBuilder streamIdleTimeout(Duration value) {
        streamIdleTimeout = Checks.within("streamIdleTimeout", value, Duration.ofMillis(1), Duration.ofHours(1));
        return this;
    }

    /**
     * Sets how many calls {@link MockProvider#calls()} remembers; older ones are counted only.
     *
     * @param value 1 to 10,000,000; {@link MockProvider#DEFAULT_KEPT_CALLS} if never set
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public MockProviderBuilder keepCalls(int value) {
        keepCalls = Checks.within("keepCalls", value, 1, MOST_CALLS);
        return this;
    }

    /**
     * The mock as set so far.
     *
     * @return a new mock
     * @throws IllegalArgumentException if the model starts with {@code mock-} and is no mode
     */
    public MockProvider build() {
        return new MockProvider(config.build(), this);
    }

    @Nullable
    Set<Capability> capabilities() {
        return capabilities;
    }

    Set<String> options() {
        return Set.copyOf(options);
    }

    Sleeper sleeper() {
        return sleeper;
    }

    boolean hasRetryPauses() {
        return retryPauses;
    }

    Duration streamIdleTimeout() {
        return streamIdleTimeout;
    }

    int keepCalls() {
        return keepCalls;
    }
}
