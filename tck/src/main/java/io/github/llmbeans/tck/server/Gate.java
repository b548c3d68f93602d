package io.github.llmbeans.tck.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds answers back until a test lets them go, so that a test can bring many requests to the same moment without
 * sleeping.
 *
 * <p>A {@link Handler} calls {@link #pass()} before it answers; the test calls {@link #awaitArrivals(int, Duration)},
 * looks around, and then {@link #open()}. A gate from {@link FakeServer#gate()} is opened when the server is closed.
 * Thread-safe.
 */
public final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> wakeUps = new ArrayList<>();
    private int arrivals;
    private boolean open;

    /** A closed gate that nobody has arrived at. */
    public Gate() {}

    /**
     * Counts an arrival and waits, without limit, until the gate is open. An interrupt ends the wait and stays set.
     */
    public void pass() {
        lock.lock();
        try {
            arrivals++;
            changed.signalAll();
            while (!open) {
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Lets everyone through, now and from now on. Calling it again changes nothing. */
    public void open() {
        List<Runnable> woken;
        lock.lock();
        try {
            open = true;
            changed.signalAll();
            woken = List.copyOf(wakeUps);
            wakeUps.clear();
        } finally {
            lock.unlock();
        }
        woken.forEach(Runnable::run);
    }

    /** Counts an arrival that waits elsewhere. */
    void arrive(Runnable wakeUp) {
        lock.lock();
        try {
            arrivals++;
            changed.signalAll();
            wakeUps.add(wakeUp);
        } finally {
            lock.unlock();
        }
    }

    /** Wakes nobody by this any more. */
    void forget(Runnable wakeUp) {
        lock.lock();
        try {
            wakeUps.remove(wakeUp);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells whether the gate has been opened.
     *
     * @return {@code true} after {@link #open()}
     */
    public boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Counts the requests that have come to this gate, waiting or let through.
     *
     * @return 0 or more
     */
    public int arrivals() {
        lock.lock();
        try {
            return arrivals;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until at least so many requests have come to this gate.
     *
     * @param expected how many, 0 or more
     * @param limit how long to wait at most
     * @throws AssertionError if the time is over first, with the count seen, or if the waiting thread is interrupted
     *     (its flag stays set)
     */
    public void awaitArrivals(int expected, Duration limit) {
        if (expected < 0) {
            throw new IllegalArgumentException("expected must not be negative, was " + expected);
        }
        long left = Durations.requireNotNegative(limit, "limit").toNanos();
        lock.lock();
        try {
            while (arrivals < expected) {
                if (left <= 0) {
                    throw new AssertionError("expected " + expected + " requests at the gate within "
                            + TimeUnit.NANOSECONDS.toMillis(limit.toNanos()) + " ms, saw " + arrivals);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted at " + arrivals + " of " + expected + " requests at the gate", e);
        } finally {
            lock.unlock();
        }
    }

    /** The state of the gate, for messages. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return "Gate[" + (open ? "open" : "closed") + ", arrivals=" + arrivals + "]";
        } finally {
            lock.unlock();
        }
    }
}
