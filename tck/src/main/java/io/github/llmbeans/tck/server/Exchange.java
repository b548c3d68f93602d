package io.github.llmbeans.tck.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One request while it is answered: what the answer waits for, and how it ends. Thread-safe. */
final class Exchange {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong sent = new AtomicLong();
    private boolean left;
    private boolean closing;
    private @Nullable Ending decided;
    private @Nullable Ending ending;

    /** The client has gone, or seems to. It counts only before the answer has ended or the server is being closed. */
    void leave() {
        lock.lock();
        try {
            left |= decided == null && !closing;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The server is being closed. */
    void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says how it ends: who left or closed first decides. Nobody is told before {@link #end()}. */
    Ending decide(Ending otherwise) {
        lock.lock();
        try {
            if (decided == null) {
                decided = left ? Ending.HUNG_UP : closing ? Ending.SERVER_CLOSED : otherwise;
            }
            return decided;
        } finally {
            lock.unlock();
        }
    }

    /** What was decided is so. */
    void end() {
        lock.lock();
        try {
            ending = decided;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Optional<Ending> ending() {
        lock.lock();
        try {
            return Optional.ofNullable(ending);
        } finally {
            lock.unlock();
        }
    }

    boolean hungUp() {
        lock.lock();
        try {
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is still someone to send to and someone who sends. */
    boolean goesOn() {
        lock.lock();
        try {
            return !left && !closing;
        } finally {
            lock.unlock();
        }
    }

    /** Waits; {@code false} if there is nobody to send to any more. */
    boolean pause(Duration time) {
        long nanos = nanos(time);
        lock.lock();
        try {
            while (!left && !closing && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !left && !closing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the gate is open; {@code false} if there is nobody to send to any more. */
    boolean pass(Gate gate) {
        Runnable wake = this::wake;
        gate.arrive(wake);
        lock.lock();
        try {
            while (!left && !closing && !gate.isOpen()) {
                changed.await();
            }
            return !left && !closing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
            gate.forget(wake);
        }
    }

    /** Waits until the client has gone or the server is closed. */
    void silence() {
        lock.lock();
        try {
            while (!left && !closing) {
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the client has gone. */
    boolean awaitLeft(Duration limit) throws InterruptedException {
        long nanos = nanos(limit);
        lock.lock();
        try {
            while (!left && ending == null && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the answer has ended. */
    Optional<Ending> awaitEnding(Duration limit) throws InterruptedException {
        long nanos = nanos(limit);
        lock.lock();
        try {
            while (ending == null && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return Optional.ofNullable(ending);
        } finally {
            lock.unlock();
        }
    }

    void sent(int bytes) {
        sent.addAndGet(bytes);
    }

    long sent() {
        return sent.get();
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long nanos(Duration time) {
        return TimeUnit.NANOSECONDS.convert(time);
    }
}
