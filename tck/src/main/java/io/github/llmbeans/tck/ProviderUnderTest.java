package io.github.llmbeans.tck;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ProviderConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the kit must know about a provider, whatever its wire: how to make one, what it declares, and what cannot be shown
 * with it.
 *
 * <p>Authors implement it through {@link HttpProviderUnderTest} or {@link InProcessProviderUnderTest}. The kit calls the
 * methods from several threads.
 */
public interface ProviderUnderTest {

    /**
     * Makes a provider as its users would. Called often: each check gets providers of its own and closes them.
     *
     * @param config address, key, limits and model, all chosen by the kit
     * @return a new provider that shares nothing with others
     */
    BaseProvider create(ProviderConfig config);

    /**
     * The same with a clock that the kit moves, so that tokens expire without waiting. A provider that has a clock to set
     * takes it; for all others nothing is to be done, and the kit really waits, for seconds.
     *
     * @param config address, key, limits and model, all chosen by the kit
     * @param clock the time as the kit wants it
     * @return a new provider that shares nothing with others
     */
    default BaseProvider create(ProviderConfig config, Clock clock) {
        return create(config);
    }

    /**
     * What the provider declares. The kit proves each of these, and that every other one is refused.
     *
     * @return the declared capabilities, exactly those of {@link io.github.llmbeans.ProviderInfo#capabilities()}
     */
    Set<Capability> capabilities();

    /**
     * What the kit needs and cannot have here, each with the reason. The requirements that stand on it are reported as not
     * applicable, with these words on the first page of the report. A provider that talks HTTP can decline only what lies
     * with its vendor, not what the kit plays.
     *
     * @return reasons by need; empty unless overridden
     */
    default Map<Need, String> cannot() {
        return Map.of();
    }

    /**
     * Where the kit runs.
     *
     * @return {@link Mode#PLAIN} unless overridden
     */
    default Mode mode() {
        return Mode.PLAIN;
    }

    /**
     * The names of the loggers whose lines are read at their finest level; a name stands for all below it.
     *
     * @return the package of the provider that {@link #create(ProviderConfig)} makes, unless overridden
     */
    default List<String> loggers() {
        return List.of();
    }

    /**
     * Whether providers can be made and used by several checks at the same time.
     *
     * @return {@code true} unless overridden, for instance because making one changes system properties
     */
    default boolean severalAtATime() {
        return true;
    }

    /**
     * The same configuration for a provider that runs no more than so many asynchronous calls at once.
     *
     * @param config chosen by the kit
     * @param most how many
     * @return the changed configuration; empty, unless overridden, if it cannot be set
     */
    default Optional<ProviderConfig> withAsyncCalls(ProviderConfig config, int most) {
        return Optional.empty();
    }

    /**
     * The same configuration for a provider whose streams may be silent for no longer than this. Asked for only if the
     * provider declares {@link Capability#STREAMING}.
     *
     * @param config chosen by the kit
     * @param longest how long nothing may come
     * @return the changed configuration; empty, unless overridden, if it cannot be set
     */
    default Optional<ProviderConfig> withStreamSilence(ProviderConfig config, Duration longest) {
        return Optional.empty();
    }

    /**
     * The same configuration for a provider that lets no more than so many calls go to the model at once: blocking,
     * asynchronous and streamed together, the others wait in one queue. The kit asks for a limit in these checks only, so
     * a provider that has one by itself is to be made without it otherwise.
     *
     * @param config chosen by the kit
     * @param most how many at once
     * @param queued how many may wait
     * @return the changed configuration; empty, unless overridden, if it cannot be set
     */
    default Optional<ProviderConfig> withConcurrencyLimit(ProviderConfig config, int most, int queued) {
        return Optional.empty();
    }

    /**
     * The same configuration for a provider whose first 60 calls are repeated no more often than this, all together.
     *
     * @param config chosen by the kit
     * @param repeats the bound
     * @return the changed configuration; empty, unless overridden, if it cannot be set
     */
    default Optional<ProviderConfig> withRetryBudget(ProviderConfig config, int repeats) {
        return Optional.empty();
    }

    /**
     * The same configuration for a provider that is not asked for a while when so many attempts in a row have failed.
     *
     * @param config chosen by the kit
     * @param attempts how many failed attempts open the circuit
     * @param delay how long it then lets nothing through
     * @return the changed configuration; empty, unless overridden, if it cannot be set
     */
    default Optional<ProviderConfig> withCircuitBreaker(ProviderConfig config, int attempts, Duration delay) {
        return Optional.empty();
    }

    /**
     * Makes a provider as its users would who want to be told of its calls. The kit gives an observer in these checks only.
     *
     * @param config address, key, limits and model, all chosen by the kit
     * @param observer to be told of every call
     * @return a new provider that shares nothing with others; empty, unless overridden, if it tells no observer
     */
    default Optional<BaseProvider> createObserved(ProviderConfig config, CallObserver observer) {
        return Optional.empty();
    }

    /**
     * Called after each check for each provider that was made for it and is closed by now: gives back what making this one
     * has taken beside, also where {@linkplain #severalAtATime() several checks} run at the same time.
     *
     * @param provider the very one that was returned to the kit
     */
    default void afterEach(BaseProvider provider) {}

    /** Called after each check, when its providers are closed: gives back what making them has taken beside. */
    default void afterEach() {}

    /**
     * Starts a container that gives out the provider as beans. Asked for only if {@link Need#CONTAINER} is offered.
     *
     * @param standard configures the bean without a name
     * @param named configure the beans with the qualifier {@link io.github.llmbeans.NamedProvider}, by
     *     {@link ProviderConfig#name()}
     * @return the running container; {@code null} where there is none
     */
    default @Nullable ProviderContainer container(ProviderConfig standard, List<ProviderConfig> named) {
        return null;
    }
}
