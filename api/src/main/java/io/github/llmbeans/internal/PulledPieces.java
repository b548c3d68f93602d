package io.github.llmbeans.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pulls each piece on the thread that wants it. That one may wait for its turn first, which needs no other thread either; one
 * of the executor is needed only to notice the end of a stream that nobody asks any more.
 */
final class PulledPieces<T> implements Pieces<T> {
    private final Pull<T> pull;
    private final Executor executor;
    private final ReentrantLock pulling = new ReentrantLock();
    private final Semaphore news = new Semaphore(0);
    private boolean asked;
    private boolean over;
    private @Nullable Throwable failure;
    private volatile boolean closed;

    /**
     * Asks for nothing yet.
     *
     * @param refusal what the first {@link #await()} fails with; {@code null} for nothing
     */
    PulledPieces(Pull<T> pull, Executor executor, @Nullable Throwable refusal) {
        this.pull = pull;
        this.executor = executor;
        if (refusal == null) {
            pull.whenEnded(this::endedMeanwhile);
        } else {
            end(refusal);
        }
    }

    @Override
    public @Nullable T await() {
        T piece = null;
        pulling.lock();
        try {
            if (!over && !closed) {
                piece = next();
            }
        } finally {
            pulling.unlock();
        }
        endIfOver();
        if (closed) {
            return null;
        }
        if (piece == null && failure != null) {
            throw rethrown(failure);
        }
        return piece;
    }

    private @Nullable T next() {
        try {
            awaitTurn();
            T piece = closed ? null : pull.nextHere();
            if (piece == null) {
                end(null);
            }
            return piece;
        } catch (Throwable e) {
            end(e);
            return null;
        }
    }

    /** Also until the thread is interrupted, which the pull then tells. */
    private void awaitTurn() {
        if (!asked) {
            asked = true;
            pull.asked();
        }
        Thread thread = Thread.currentThread();
        while (!thread.isInterrupted() && !closed && !pull.ended() && !pull.ready(news::release)) {
            try {
                news.acquire();
            } catch (InterruptedException e) {
                thread.interrupt();
            }
        }
    }

    /** Whoever pulls just now, or waits for its turn, looks for itself. */
    private void endedMeanwhile() {
        news.release();
        if (pulling.isLocked()) {
            return;
        }
        try {
            executor.execute(this::endIfOver);
        } catch (RuntimeException noThread) {
            endIfOver();
        }
    }

    /** How it has ended is told at once, whether the loop goes on or not: others wait for its turn. */
    private void endIfOver() {
        if (!pull.ended() || !pulling.tryLock()) {
            return;
        }
        try {
            if (!over && !closed) {
                pull.next();
                end(null);
            }
        } catch (Throwable e) {
            end(e);
        } finally {
            pulling.unlock();
        }
    }

    private void end(@Nullable Throwable reason) {
        failure = reason;
        over = true;
        pull.close();
    }

    /** The very exception of the stream: its stack is that of the call, and it may be told only once. */
    static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException itself ? itself : new IllegalStateException(failure);
    }

    @Override
    public void close() {
        closed = true;
        pull.close();
        news.release();
    }
}
