package io.github.llmbeans.tck.run;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** How checks say what they expect, so that a failure always tells what was seen instead. */
public final class Expect {
    private static final int SHOWN = 300;

    private Expect() {}

    /**
     * Two values are equal.
     *
     * @param what the thing that is looked at, for instance {@code the text of the answer}
     * @param expected what it should be
     * @param seen what it is
     */
    public static void equal(String what, @Nullable Object expected, @Nullable Object seen) {
        if (!Objects.equals(expected, seen)) {
            throw new ConformanceFailure(what + " to be " + shown(expected), shown(seen));
        }
    }

    /**
     * Something holds.
     *
     * @param expected what should be, for instance {@code at most 2 token requests}
     * @param holds whether it is so
     * @param seen what is there
     */
    public static void that(String expected, boolean holds, @Nullable Object seen) {
        if (!holds) {
            throw new ConformanceFailure(expected, shown(seen));
        }
    }

    /**
     * A call fails in a certain way.
     *
     * @param type the exception
     * @param call what is called
     * @param <E> the exception
     * @return what was thrown
     */
    public static <E extends Throwable> E failure(Class<E> type, Callable<?> call) {
        return failure(type, Ended.of(call));
    }

    /**
     * A call has failed in a certain way.
     *
     * @param type the exception
     * @param outcome how the call ended
     * @param <E> the exception
     * @return what was thrown
     */
    public static <E extends Throwable> E failure(Class<E> type, Ended<?> outcome) {
        Throwable thrown = outcome.thrown();
        if (!type.isInstance(thrown)) {
            throw new ConformanceFailure(
                    "the call to fail with " + type.getSimpleName(),
                    thrown == null ? "the answer " + shown(outcome.value()) : shown(thrown),
                    thrown);
        }
        return type.cast(thrown);
    }

    /**
     * A call succeeds.
     *
     * @param outcome how it ended
     * @param <T> the answer
     * @return the answer
     */
    public static <T> T success(Ended<T> outcome) {
        if (outcome.thrown() != null) {
            throw new ConformanceFailure("the call to be answered", shown(outcome.thrown()), outcome.thrown());
        }
        return outcome.value();
    }

    /**
     * A call succeeds.
     *
     * @param call what is called
     * @param <T> the answer
     * @return the answer
     */
    public static <T> T answered(Callable<T> call) {
        return success(Ended.of(call));
    }

    /** A value as a person reads it, not too long. */
    static String shown(@Nullable Object value) {
        if (value instanceof Throwable thrown) {
            return thrown.getClass().getSimpleName() + ": " + cut(String.valueOf(thrown.getMessage()));
        }
        return value instanceof CharSequence ? "\"" + cut(value.toString()) + "\"" : cut(String.valueOf(value));
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }
}
