package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Makes a {@link Router}. Every value has a default. Not thread-safe. */
public final class RouterBuilder {
    /** How long what a health check has said holds unless said otherwise: 10 s. */
    public static final Duration DEFAULT_HEALTH_INTERVAL = Duration.ofSeconds(10);

    private static final Duration MIN_HEALTH_INTERVAL = Duration.ofMillis(1);
    private static final Duration MAX_HEALTH_INTERVAL = Duration.ofDays(1);

    final String name;
    RoutingStrategy strategy = RoutingStrategy.ORDERED;
    boolean fallOverOnInvalidRequest = true;
    boolean closesProviders = true;
    Duration healthInterval = DEFAULT_HEALTH_INTERVAL;
    LongSupplier nanoTime = System::nanoTime;
    Executor healthExecutor;
    Supplier<AsyncContext> asyncContexts = AsyncContext::none;

    RouterBuilder(String name) {
        this.name = Checks.oneLine("name", name);
        this.healthExecutor = check -> {
            Thread thread = new Thread(check, "llmbeans-" + name + "-health");
            thread.setDaemon(true);
            thread.start();
        };
    }

    /**
     * In which order the providers are asked.
     *
     * @param value {@link RoutingStrategy#ORDERED} unless set
     * @return this
     */
    public RouterBuilder strategy(RoutingStrategy value) {
        strategy = Objects.requireNonNull(value, "strategy must not be null");
        return this;
    }

    /**
     * Whether the next provider is asked when one says that the request is not as it should be: another model may take
     * it. If not, {@link InvalidRequestException} ends the call, which saves asking in vain. A capability that one
     * provider lacks leads to the next one in any case.
     *
     * @param value {@code true} unless set
     * @return this
     */
    public RouterBuilder fallOverOnInvalidRequest(boolean value) {
        fallOverOnInvalidRequest = value;
        return this;
    }

    /**
     * Whether {@link Router#close()} closes the providers. A container that has made them closes them itself.
     *
     * @param value {@code true} unless set
     * @return this
     */
    public RouterBuilder closesProviders(boolean value) {
        closesProviders = value;
        return this;
    }

    /**
     * How long what a health check has said holds, for strategies that want to know; see {@link
     * RoutingStrategy#healthChecks()}.
     *
     * @param value 1 ms to 1 day; {@link #DEFAULT_HEALTH_INTERVAL} unless set
     * @return this
     * @throws IllegalArgumentException if it is not within these bounds
     */
    public RouterBuilder healthInterval(Duration value) {
        healthInterval = Checks.within("healthInterval", value, MIN_HEALTH_INTERVAL, MAX_HEALTH_INTERVAL);
        return this;
    }

    /**
     * Runs the health checks that a strategy wants: one at a time for each provider, and only when what is known is too
     * old.
     *
     * @param value for instance the managed executor of a container; a daemon thread for each check unless set. Not closed
     *     by the router
     * @return this
     */
    public RouterBuilder healthExecutor(Executor value) {
        healthExecutor = Objects.requireNonNull(value, "healthExecutor must not be null");
        return this;
    }

    /**
     * In whose context the members are asked by an asynchronous call or a stream that has waited for a health check, as a
     * strategy may want it: the check ends on another thread than the caller's. Where nobody waits, they are asked on the
     * caller's thread.
     *
     * @param value captures the context of the thread that asks it, of which {@link AsyncContext#context()} is used; must
     *     not block. {@link AsyncContext#none()} unless set, and where it throws
     * @return this
     */
    public RouterBuilder asyncContext(Supplier<AsyncContext> value) {
        asyncContexts = Objects.requireNonNull(value, "asyncContext must not be null");
        return this;
    }

    /**
     * The clock, for tests.
     *
     * @param value a monotonic clock in nanoseconds; {@link System#nanoTime()} unless set
     * @return this
     */
    public RouterBuilder nanoTime(LongSupplier value) {
        nanoTime = Objects.requireNonNull(value, "nanoTime must not be null");
        return this;
    }

    /**
     * Makes the router.
     *
     * @return a new router without providers
     */
    public Router build() {
        return new Router(this, new RoutePlanner(name, strategy, asyncContexts));
    }
}
