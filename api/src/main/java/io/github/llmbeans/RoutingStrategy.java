package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Decides in which order a {@link Router} asks its members. One of the five here, or one of your own:
 *
 * <pre>{@code
 * RoutingStrategy cheapFirst = call -> call.members().stream()
 *         .sorted(Comparator.comparing(member -> price(member.name())))
 *         .toList();
 * }</pre>
 *
 * <p>It is asked once for each call, on the caller's thread in general, must be thread-safe and must not block. Those
 * here have no state, so routers that share one share nothing.
 *
 * <p>What it returns is the order. Members that are left out are not asked, and one that stands in it twice is asked
 * once, where it stands first. If it leaves all of them out, the call fails with {@link ProviderUnavailableException} and
 * nothing is sent. A strategy that breaks, that is throws, returns {@code null} or a list with {@code null} or with a
 * member of another router in it, costs no call: the members are asked in the order in which they were added, and a
 * WARNING is logged, for each router once.
 */
@FunctionalInterface
public interface RoutingStrategy {
    /** In the order in which they were added. What a router does unless told otherwise. */
    RoutingStrategy ORDERED = new BuiltInStrategy("ordered", false, RoutingCall::members);

    /** Each call begins with the next member, and goes on in the order in which they were added. */
    RoutingStrategy ROUND_ROBIN = new BuiltInStrategy("round-robin", false, BuiltInStrategy::rotated);

    /** Any order, each as likely as another. See {@link #random(RandomGenerator)}. */
    RoutingStrategy RANDOM = BuiltInStrategy.random(ThreadLocalRandom::current);

    /**
     * In the order in which they were added, but those whose health check is negative come last. The router asks the
     * checks until one is positive, and only if it has to: see {@link #healthChecks()}.
     */
    RoutingStrategy FIRST_AVAILABLE = new BuiltInStrategy("first-available", true, BuiltInStrategy::available);

    /**
     * {@link HealthStatus#HEALTHY} before {@link HealthStatus#DEGRADED} before {@link HealthStatus#UNHEALTHY}, and then
     * the one whose last 100 answers came fastest on average. A member that has not answered for 5 minutes, or never,
     * gets a chance: it comes first, for one call at a time, unless it has failed within the last minute.
     */
    RoutingStrategy BEST_AVAILABLE = new BuiltInStrategy("best-available", false, BuiltInStrategy::best);

    /**
     * The order for one call.
     *
     * @param call who can be asked, and for what
     * @return members of the call, those to be asked first at the front
     */
    List<RoutingMember> order(RoutingCall call);

    /**
     * Whether the router is to ask health checks before it asks this strategy: in the order of the members, until one is
     * positive, if there are several. What a check says holds for 10 s unless the router says otherwise, and so does an answer to a call. A
     * member that was not available is checked again meanwhile, without anybody waiting for it; for a member of which
     * nothing is known a call waits, for 5 s at most and within its deadline, an asynchronous one without a thread.
     *
     * @return {@code false} unless overridden
     */
    default boolean healthChecks() {
        return false;
    }

    /**
     * Like {@link #RANDOM}, with randomness of the caller, so that a test knows what comes.
     *
     * @param randomness thread-safe if the router is used by several threads, as {@link java.util.Random} is
     * @return a new strategy
     */
    static RoutingStrategy random(RandomGenerator randomness) {
        Objects.requireNonNull(randomness, "randomness must not be null");
        Supplier<RandomGenerator> always = () -> randomness;
        return BuiltInStrategy.random(always);
    }

    /**
     * The strategy of a name, as configuration tells it.
     *
     * @param name {@code ordered}, {@code round-robin}, {@code random}, {@code first-available} or {@code
     *     best-available}, in this case
     * @return the strategy
     * @throws IllegalArgumentException if there is none of that name; the message lists the names
     */
    static RoutingStrategy named(String name) {
        return BuiltInStrategy.named(Checks.notBlank("strategy", name));
    }
}
