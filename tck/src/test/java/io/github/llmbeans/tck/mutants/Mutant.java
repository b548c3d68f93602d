package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A provider that breaks one requirement and keeps all others, but for those that the requirements file says fall with it.
 *
 * @param id the requirement
 * @param what how it is broken, for people
 * @param subject the broken provider, described to the kit
 */
public record Mutant(String id, String what, ProviderUnderTest subject) {

    /** The reference with one part overridden. */
    public static Mutant of(String id, String what, BiFunction<ProviderConfig, Clock, BaseProvider> broken) {
        return new Mutant(id, what, new Reference() {
            @Override
            public BaseProvider create(ProviderConfig config, Clock clock) {
                return broken.apply(config, clock);
            }
        });
    }

    /** The reference behind something that breaks it. */
    public static Mutant wrapped(String id, String what, UnaryOperator<BaseProvider> broken) {
        return of(id, what, (config, clock) -> broken.apply(new ReferenceProvider(config, clock)));
    }

    @Override
    public String toString() {
        return id + ": " + what;
    }
}
