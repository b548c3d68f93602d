package io.github.llmbeans;

import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Where the stages of one asynchronous call complete: on which threads, and in the context of which caller. Taken on the
 * caller's thread when the call is made. Both executors must be thread-safe.
 *
 * <p>In Jakarta EE they are a {@code ManagedExecutorService} and {@code ContextService.currentContextExecutor()}, with
 * MicroProfile Context Propagation {@code ThreadContext.currentContextExecutor()} is the second.
 *
 * @param threads runs what completes the stages on a thread that is fit for the application. When it refuses, or has
 *     not begun within 1 s, a thread of the provider does the same in its place, so that no outcome is lost
 * @param context runs what it is given at once on the thread that calls it, in the context of the caller. When it fails,
 *     the stages complete without the context
 */
public record AsyncContext(Executor threads, Executor context) {
    private static final AsyncContext NONE = new AsyncContext(Runnable::run, Runnable::run);

    /** Checks that both are there. */
    public AsyncContext {
        Objects.requireNonNull(threads, "threads must not be null");
        Objects.requireNonNull(context, "context must not be null");
    }

    /**
     * Stages complete on the thread on which the call ran, without a context.
     *
     * @return always the same
     */
    public static AsyncContext none() {
        return NONE;
    }
}
