package io.github.llmbeans.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Runs one thing after the other where each may lead to the next: one that comes up within another waits until that one is
 * done, on the same thread, so that no number of them exhausts its stack.
 */
final class OneByOne {
    private final ThreadLocal<@Nullable Deque<Runnable>> waiting = new ThreadLocal<>();

    /** Runs it now, or when what this thread is just running is done. If one fails the others are run nevertheless. */
    void run(Runnable first) {
        Deque<Runnable> others = waiting.get();
        if (others != null) {
            others.add(first);
            return;
        }
        Deque<Runnable> following = new ArrayDeque<>();
        waiting.set(following);
        try {
            runAll(first, following);
        } finally {
            waiting.remove();
        }
    }

    private static void runAll(Runnable first, Deque<Runnable> following) {
        Throwable failure = null;
        for (Runnable next = first; next != null; next = following.poll()) {
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                if (failure == null) {
                    failure = e;
                } else if (failure != e) {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }
}
