package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * At most so many exchanges run as there are connections; the others wait here, in their order, where the deadline rules,
 * and not inside the engine. Thread-safe.
 */
final class Slots {
    private final Semaphore free;
    private final String bound;
    private final ExchangeFailures failures;

    /**
     * All free.
     *
     * @param number how many
     * @param setting what it is called where it is set
     */
    Slots(int number, String setting, ExchangeFailures failures) {
        this.free = new Semaphore(number, true);
        this.bound = setting + " is " + number;
        this.failures = failures;
    }

    /** Waits for one until the deadline, which must not have passed. */
    void take(Deadline deadline) throws InterruptedException {
        if (deadline.expired()) {
            throw failures.timedOut("answer", deadline, null);
        }
        if (!free.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
            throw failures.noSlot(deadline, bound);
        }
    }

    void release() {
        free.release();
    }

    /** Gives one back when it is first run. */
    Runnable releaseOnce() {
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.getAndSet(false)) {
                free.release();
            }
        };
    }
}
