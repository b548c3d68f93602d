package io.github.llmbeans.tck.run;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param value the answer, or {@code null} if it failed
 * @param thrown the failure, or {@code null} if it was answered
 * @param interrupted whether the thread's interrupt flag was set at the end
 * @param <T> the answer
 */
public record Ended<T>(@Nullable T value, @Nullable Throwable thrown, boolean interrupted) {

    /**
     * Runs a call here and now.
     *
     * @param call what is called
     * @param <T> the answer
     * @return how it ended; the interrupt flag is cleared
     */
    public static <T> Ended<T> of(Callable<T> call) {
        try {
            T value = call.call();
            return new Ended<>(value, null, Thread.interrupted());
        } catch (Throwable e) {
            return new Ended<>(null, e, Thread.interrupted());
        }
    }
}
