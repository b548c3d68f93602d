package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.tck.reference.ReferenceLimits;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.util.List;

/** Repeat as often as each call may. */
final class RetryBudgetMutants {
    private static final String MANY = "1000000";

    private RetryBudgetMutants() {}

    static List<Mutant> all() {
        return List.of(Mutant.of(
                "RTY-BUDGET",
                "each call is repeated as often as it may, whatever the others do",
                (config, clock) -> new ReferenceProvider(
                        config.toBuilder().option(ReferenceLimits.REPEATS, MANY).build(), clock)));
    }
}
