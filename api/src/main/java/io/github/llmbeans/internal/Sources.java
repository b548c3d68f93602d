package io.github.llmbeans.internal;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked, one after the other, until one answers.
 *
 * @param list at least one
 * @param tooLate asked with the number of those that have failed before somebody is asked: what ends the call if there is
 *     no time for it, else {@code null}
 */
public record Sources<P>(List<Source<P>> list, IntFunction<? extends @Nullable RuntimeException> tooLate) {

    /**
     * One who can be asked.
     *
     * @param ask asks
     * @param refuses whether it fails without being asked, and so needs no time; found out when it is its turn
     * @param mayBeFollowed whether the next one may be asked after this failure
     */
    public record Source<P>(Supplier<P> ask, BooleanSupplier refuses, Predicate<Throwable> mayBeFollowed) {}

    /** What ends the call in place of asking the next one, after so many failures. */
    public @Nullable RuntimeException late(Source<P> next, int failed) {
        return next.refuses().getAsBoolean() ? null : tooLate.apply(failed);
    }
}
