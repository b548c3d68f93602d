package io.github.llmbeans.tck.run;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call that runs on a thread of its own while the check goes on.
 *
 * @param <T> the answer
 */
public final class Call<T> {
    private final FutureTask<Ended<T>> task;
    private final Thread thread;
    private final Time time;

    Call(Callable<T> call, Time time) {
        this.task = new FutureTask<>(() -> Ended.of(call));
        this.thread = new Thread(task, Stage.THREADS + "caller");
        this.time = time;
        thread.setDaemon(true);
        thread.start();
    }

    /** Interrupts the caller. */
    public void interrupt() {
        thread.interrupt();
    }

    /**
     * Whether the call has ended.
     *
     * @return {@code true} if it was answered or has failed
     */
    public boolean done() {
        return task.isDone();
    }

    /**
     * Whether the caller's thread waits for something, as far as the JVM knows: not on a socket.
     *
     * @return {@code true} if it waits for another thread
     */
    public boolean waits() {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    /**
     * Waits for the end of the call.
     *
     * @return how it ended
     */
    public Ended<T> ended() {
        try {
            return task.get(time.limit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ConformanceFailure("the call to end", "that it was still running after " + time.limit(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConformanceFailure("a check that runs to its end", "that it was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call ends one way or the other", e);
        }
    }

    /**
     * Waits for the answer.
     *
     * @return the answer
     */
    public T answer() {
        return Expect.success(ended());
    }
}
