package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.report.CheckResult;
import io.github.llmbeans.tck.requirements.Requirement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs one check on a fresh stage and a thread of its own, so that a provider that hangs fails instead of hanging the run.
 */
final class CheckRunner implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ReadWriteLock JVM = new ReentrantReadWriteLock(true);

    private final ProviderUnderTest subject;
    private final double timeFactor;
    private final ServerPool servers;
    private final LogTap logs;

    CheckRunner(ProviderUnderTest subject, List<String> loggers, ServerPool servers, double timeFactor) {
        this.servers = servers;
        this.subject = subject;
        this.timeFactor = timeFactor;
        this.logs = new LogTap(loggers);
    }

    /**
     * Tries the author's dialect before anything is checked.
     *
     * @throws IllegalArgumentException if a method of it does not do what it should
     */
    void preflight() {
        if (subject instanceof Dialect dialect) {
            try (Stage stage = new Stage(subject, EnumSet.allOf(Need.class), servers, timeFactor)) {
                Preflight.dialect(stage, dialect);
            }
        }
    }

    CheckResult run(Requirement requirement, Check check) {
        Lock lock = check.alone() ? JVM.writeLock() : JVM.readLock();
        lock.lock();
        long start = System.nanoTime();
        try {
            String message = message(requirement, check);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            return new CheckResult(check.name(), message == null, millis, message);
        } finally {
            lock.unlock();
        }
    }

    /** {@code null} if the check passed. */
    @SuppressWarnings("try") // The tap is there to be closed.
    private @Nullable String message(Requirement requirement, Check check) {
        try (Stage stage = new Stage(subject, check.needs(), servers, timeFactor);
                LogTap.Tapped tapped = logs.into(stage.logs())) {
            Throwable failure = failure(check, stage);
            return failure == null ? null : FailureMessage.of(requirement, check, failure, stage);
        }
    }

    private @Nullable Throwable failure(Check check, Stage stage) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            check.body().run(stage);
            return null;
        });
        Thread thread = new Thread(task, Stage.THREADS + "check");
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        Duration limit = stage.time().scaled(LIMIT);
        try {
            task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            ConformanceFailure hanging =
                    new ConformanceFailure("the check to end", "that it was still running after " + limit);
            hanging.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            return hanging;
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return e;
        }
    }

    ServerPool servers() {
        return servers;
    }

    @Override
    public void close() {
        logs.close();
        servers.close();
    }
}
