package io.github.llmbeans.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Runs at most so many tasks at once on an executor; the others wait in their order, and without a thread. */
final class BoundedExecutor {
    /** What it runs. */
    interface Task {
        /** Does the work, never throws; what it returns is run when the next task may already be running. */
        Runnable run();

        /** Called in place of {@link #run()} when the executor does not take the task. */
        void refused(Throwable reason);
    }

    private final Executor executor;
    private final IntSupplier limit;
    private final LinkedHashSet<Task> waiting = new LinkedHashSet<>();
    private int running;
    private boolean closed;

    BoundedExecutor(Executor executor, IntSupplier limit) {
        this.executor = executor;
        this.limit = limit;
    }

    /** Whether the task has been handed to the executor; otherwise it waits. */
    boolean execute(Task task) {
        int most = limit.getAsInt();
        synchronized (this) {
            if (running >= most && !closed) {
                waiting.add(task);
                return false;
            }
            running++;
        }
        start(task);
        return true;
    }

    /** Whether the task was waiting, and so will never run. */
    synchronized boolean remove(Task task) {
        return waiting.remove(task);
    }

    /** Nobody waits from now on: the executor says what becomes of new tasks. Returns those who were waiting. */
    synchronized List<Task> close() {
        closed = true;
        List<Task> left = List.copyOf(waiting);
        waiting.clear();
        return left;
    }

    private void start(@Nullable Task first) {
        Task task = first;
        while (task != null && !handed(task)) {
            task = next();
        }
    }

    private boolean handed(Task task) {
        try {
            executor.execute(() -> run(task));
            return true;
        } catch (RuntimeException | Error e) {
            task.refused(e);
            return false;
        }
    }

    private void run(Task task) {
        Runnable afterwards = task.run();
        start(next());
        afterwards.run();
    }

    /** The place of a task that has ended goes to the next one. */
    private synchronized @Nullable Task next() {
        var first = waiting.iterator();
        if (!first.hasNext()) {
            running--;
            return null;
        }
        Task task = first.next();
        first.remove();
        return task;
    }
}
