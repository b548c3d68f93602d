package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Brings requirements to their outcomes, several at a time, in the order in which they were added: most checks wait for
 * most of their time. Thread-safe once all are added.
 */
final class Crew implements AutoCloseable {
    private final Runner runner;
    private final ExecutorService threads;
    private final List<FutureTask<Result>> tasks = new ArrayList<>();
    private boolean started;

    Crew(Runner runner, int size) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        this.runner = runner;
        this.threads = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, Stage.THREADS + "crew");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
    }

    /** Adds one more to do; who is asked first for a result starts the work on all. */
    Supplier<Result> add(Requirement requirement) {
        FutureTask<Result> task = new FutureTask<>(() -> runner.run(requirement));
        tasks.add(task);
        return () -> result(task);
    }

    private Result result(FutureTask<Result> task) {
        start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the kit broke: " + e.getCause(), e.getCause());
        }
    }

    private synchronized void start() {
        if (!started) {
            started = true;
            tasks.forEach(threads::execute);
        }
    }

    /** Gives up what has not begun. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
