package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.checks.AllChecks;
import io.github.llmbeans.tck.requirements.Requirements;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a run is done. Immutable.
 *
 * @param requirements the contract
 * @param checks what proves it
 * @param challenged ids left out after an accepted challenge, with what is said about it
 * @param baseline known failures, id and reason
 * @param only the ids to run; all if empty. What is left out has not run, and so fails the verdict
 * @param seed decides the order
 * @param timeFactor scales all waits, greater than 0
 * @param rounds how often everything is run, at least 1
 * @param threads how many requirements are checked at a time, at least 1
 * @param tls whether the provider reaches the server over HTTPS; its author must implement {@link
 *     io.github.llmbeans.tck.TlsUnderTest}
 */
public record RunSettings(
        Requirements requirements,
        Checks checks,
        Map<String, String> challenged,
        Map<String, String> baseline,
        Set<String> only,
        long seed,
        double timeFactor,
        int rounds,
        int threads,
        boolean tls) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the factor, the rounds or the threads are out of range, or an id is unknown
     */
    public RunSettings {
        challenged = Map.copyOf(challenged);
        baseline = Map.copyOf(baseline);
        only = Set.copyOf(only);
        if (!(timeFactor > 0)) {
            throw new IllegalArgumentException("timeFactor must be greater than 0, was " + timeFactor);
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be at least 1, was " + rounds);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        for (String id : only) {
            if (requirements.find(id).isEmpty()) {
                throw new IllegalArgumentException("only must name requirements of the contract, was " + id);
            }
        }
    }

    /**
     * The whole contract once, in random order.
     *
     * @return the usual settings
     */
    public static RunSettings usual() {
        return new RunSettings(
                Requirements.load(),
                AllChecks.checks(),
                Map.of(),
                Map.of(),
                Set.of(),
                ThreadLocalRandom.current().nextLong(1_000_000),
                1,
                1,
                1,
                false);
    }

    /**
     * The same for some requirements only.
     *
     * @param ids what to run
     * @return a copy
     */
    public RunSettings withOnly(Set<String> ids) {
        return new RunSettings(requirements, checks, challenged, baseline, ids, seed, timeFactor, rounds, threads, tls);
    }

    /**
     * The same with other waits.
     *
     * @param factor scales all waits, greater than 0
     * @return a copy
     */
    public RunSettings withTimeFactor(double factor) {
        return new RunSettings(requirements, checks, challenged, baseline, only, seed, factor, rounds, threads, tls);
    }
}
