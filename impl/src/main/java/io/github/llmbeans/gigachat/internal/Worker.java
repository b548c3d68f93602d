package io.github.llmbeans.gigachat.internal;

import org.jspecify.annotations.Nullable;

/**
 * A daemon thread of a provider. A blocking read of a socket takes no notice of an interrupt, so interrupting this thread
 * also runs what it has set for that case, such as closing the connection that it reads from.
 */
final class Worker extends Thread {
    private final Object lock = new Object();
    private @Nullable Runnable onInterrupt;

    Worker(Runnable task, String name) {
        // Inheritable thread locals are not inherited: they would keep what belongs to an application.
        super(null, task, name, 0, false);
        setDaemon(true);
        setContextClassLoader(null);
    }

    /**
     * Says what an interrupt shall do besides; an interrupt that has come already does it now. Called by itself. Waits for
     * what an interrupt is just doing: later it could hit what somebody else has begun to use.
     */
    void onInterrupt(@Nullable Runnable action) {
        synchronized (lock) {
            onInterrupt = action;
        }
        if (action != null && isInterrupted()) {
            action.run();
        }
    }

    @Override
    public void interrupt() {
        super.interrupt();
        if (Thread.currentThread() == this) {
            // Locks give the flag back like that, and the engine holds them meanwhile: nothing may be waited for here.
            return;
        }
        synchronized (lock) {
            if (onInterrupt != null) {
                onInterrupt.run();
            }
        }
    }
}
