package io.github.llmbeans;

import io.github.llmbeans.internal.FairLimiter;
import io.github.llmbeans.internal.Unlimited;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * Lets only so many calls of an account go to the model at once; the others wait for their turn. Whoever has several
 * servers on one account writes an implementation that all of them share, and gives it to the provider in place of
 * {@link #fair(int, int, String)}, which knows one process.
 *
 * <p>An {@link AbstractProvider} asks for a permit once for each call, before its first attempt, and gives it back after
 * its last one, the pauses between them included; for a stream at its end. Blocking, asynchronous and streamed calls
 * wait in the same queue. Health checks, token counts and lists of models need no permit.
 *
 * <p>Implementations are thread-safe, never block, and are not closed by the provider. {@code toString()} says in a few
 * words what the limit is, for the message of a call that has waited too long.
 */
public interface ConcurrencyLimiter {
    /**
     * Asks for a permit, or for a place in the queue.
     *
     * @param patience how long the caller waits for its turn at most; it leaves the queue itself
     * @return the permit, or the promise of one; closed by the caller in any case
     * @throws RejectedExecutionException if too many wait already; the message says how many may
     */
    Permit acquire(Duration patience);

    /** A permit that is held, or will be. */
    interface Permit extends AutoCloseable {
        /**
         * Tells when the permit is held.
         *
         * @return completes when the caller's turn has come, on any thread; fails if it cannot come
         */
        CompletionStage<?> turn();

        /** Gives the permit back, or leaves the queue. May be called by any thread, and more than once; never fails. */
        @Override
        void close();
    }

    /**
     * No limit: whoever asks has a permit.
     *
     * @return always the same
     */
    static ConcurrencyLimiter unlimited() {
        return Unlimited.LIMITER;
    }

    /**
     * A limiter for one process whose queue is served in the order of arrival.
     *
     * @param maxConcurrent how many permits there are, at least 1
     * @param maxQueued how many callers may wait, at least 0
     * @param source where the two numbers come from, for messages; for instance the names of two settings
     * @return a new limiter
     * @throws IllegalArgumentException if a number is too small
     */
    static ConcurrencyLimiter fair(int maxConcurrent, int maxQueued, String source) {
        return new FairLimiter(maxConcurrent, maxQueued, source);
    }
}
