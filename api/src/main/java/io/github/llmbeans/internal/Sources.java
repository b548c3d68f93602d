package io.github.llmbeans.internal;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked, one after the other, until one answers.
 *
 * @param list at least one
 * @param passedOver why others are not asked at all; asked for if all fail
 * @param tooLate asked with the number of those that have failed before somebody is asked: what ends the call if there is
 *     no time for it, else {@code null}
 */
public record Sources<P>(
        List<Source<P>> list,
        Supplier<? extends List<? extends Throwable>> passedOver,
        IntFunction<? extends @Nullable RuntimeException> tooLate) {

    /**
     * One who can be asked.
     *
     * @param ask asks
     * @param mayBeFollowed whether the next one may be asked after this failure
     */
    public record Source<P>(Supplier<P> ask, Predicate<Throwable> mayBeFollowed) {}

    /** What ends the call, with what led to it. */
    public <E extends Throwable> E failure(E last, List<? extends Throwable> earlier) {
        return Failures.withEarlier(Failures.withEarlier(last, earlier), passedOver.get());
    }
}
