package io.github.llmbeans;

import org.jspecify.annotations.Nullable;

/** How a stream ends before its own end: said once, by whoever is first; then the thread that is blocked in it is freed. */
final class StreamStop {
    private final Object lock = new Object();
    private @Nullable Thread runner;
    private boolean interrupted;
    private volatile @Nullable StreamEnding how;
    private volatile boolean here;
    private volatile boolean open;

    /** A thread reads that is never interrupted from here, so that it needs no lock to come and go. */
    private volatile boolean reading;

    /** The thread that reads is its subscriber's, or not. */
    void here(boolean its) {
        here = its;
    }

    boolean here() {
        return here;
    }

    /** The stream is open: from now on it is closed when it is to end, and whoever reads it notices. */
    void open() {
        open = true;
    }

    /** The calling thread may be blocked from now on. */
    void enter() {
        if (here && open) {
            reading = true;
            return;
        }
        synchronized (lock) {
            runner = Thread.currentThread();
        }
    }

    /** Whether a thread is between {@link #enter} and {@link #leave}. */
    boolean entered() {
        if (reading) {
            return true;
        }
        synchronized (lock) {
            return runner != null;
        }
    }

    /** After this no ending can interrupt the thread any more, and an interrupt meant for this stream is cleared. */
    void leave() {
        if (reading) {
            reading = false;
            return;
        }
        synchronized (lock) {
            runner = null;
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }

    /** {@code null} as long as it goes on. */
    @Nullable
    StreamEnding how() {
        return how;
    }

    boolean cancelled() {
        return how() == StreamEnding.CANCELLED;
    }

    /** Fails if it does not go on any more. */
    void requireGoing(@Nullable RuntimeException cause) {
        StreamEnding ending = how();
        if (ending != null) {
            throw new IllegalStateException("The stream has ended: " + ending, cause);
        }
    }

    void end(StreamEnding ending) {
        synchronized (lock) {
            if (how == null) {
                how = ending;
            }
            if (runner != null && runner != Thread.currentThread() && !interrupted && interruptible(runner, ending)) {
                interrupted = true;
                runner.interrupt();
            }
        }
    }

    /** A thread that is not ours is only interrupted while it opens the stream, unless somebody else has done it. */
    private boolean interruptible(Thread thread, StreamEnding ending) {
        return ending != StreamEnding.INTERRUPTED && !(here && (open || thread.isInterrupted()));
    }

    /** How it has ended for one who has failed with this; {@code null} if the failure is the stream's own. */
    @Nullable
    StreamEnding behind(RuntimeException failure) {
        synchronized (lock) {
            if (how == null && here && interruptedBefore(failure)) {
                how = StreamEnding.INTERRUPTED;
            }
            return how;
        }
    }

    /** Some reads notice an interrupt themselves, and call it what they like. An answer of the server is one nevertheless. */
    private static boolean interruptedBefore(RuntimeException e) {
        boolean answered =
                e instanceof ProviderException known && known.status().isPresent();
        return !answered
                && !(e instanceof ProviderInterruptedException)
                && Thread.currentThread().isInterrupted();
    }
}
