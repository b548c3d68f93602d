package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.report.CheckResult;
import io.github.llmbeans.tck.requirements.Requirement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
    private final boolean ownServers;

    CheckRunner(ProviderUnderTest subject, List<String> loggers, RunSettings settings) {
        this(subject, loggers, new ServerPool(settings.tls()), true, settings.timeFactor());
    }

    private CheckRunner(
            ProviderUnderTest subject, List<String> loggers, ServerPool servers, boolean own, double timeFactor) {
        this.ownServers = own;
        this.servers = servers;
        this.subject = subject;
        this.timeFactor = timeFactor;
        this.logs = new LogTap(loggers);
    }

    /**
     * Tries the author's dialect before anything is checked.
     *
     * @return what it has no place for, with the reasons
     * @throws IllegalArgumentException if a method of it does not do what it should
     */
    Map<Need, String> preflight() {
        if (!(subject instanceof Dialect dialect)) {
            return Map.of();
        }
        try (Stage stage = new Stage(subject, EnumSet.allOf(Need.class), servers, timeFactor)) {
            Preflight.dialect(stage, dialect);
            return Carried.lacking(subject, dialect);
        }
    }

    CheckResult run(Requirement requirement, Check check) {
        Lock lock = check.alone() ? JVM.writeLock() : JVM.readLock();
        lock.lock();
        long start = System.nanoTime();
        try {
            Failed failed = failed(requirement, check);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            return failed == null
                    ? new CheckResult(check.name(), true, false, millis, null)
                    : new CheckResult(check.name(), false, failed.broke(), millis, failed.message());
        } finally {
            lock.unlock();
        }
    }

    /** {@code null} if the check passed. */
    @SuppressWarnings("try") // The tap is there to be closed.
    private @Nullable Failed failed(Requirement requirement, Check check) {
        Failed failed = null;
        try (Stage stage = new Stage(subject, check.needs(), servers, timeFactor);
                LogTap.Tapped tapped = logs.into(stage.logs())) {
            Throwable failure = failure(check, stage);
            failed =
                    failure == null ? null : new Failed(FailureMessage.of(requirement, check, failure, stage), failure);
        } catch (RuntimeException | Error e) {
            // The stage could not be set up or cleared away; the others have stages of their own.
            return failed != null ? failed : new Failed(FailureMessage.ofStage(requirement, check, e), e);
        }
        return failed;
    }

    /** A check that did not pass. */
    private record Failed(String message, Throwable failure) {

        /** An expectation is seen in its exception; anything else, a check that hangs too, is none. */
        boolean broke() {
            return !(failure instanceof ConformanceFailure);
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
            stage.abandon();
            Hanging hanging = new Hanging(limit);
            hanging.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            return hanging;
        } catch (InterruptedException e) {
            stage.abandon();
            thread.interrupt();
            Thread.currentThread().interrupt();
            return e;
        }
    }

    /** Checks of another provider on the servers of these, which stay open when it is closed. */
    CheckRunner of(ProviderUnderTest other, List<String> loggers) {
        return new CheckRunner(other, loggers, servers, false, timeFactor);
    }

    @Override
    public void close() {
        logs.close();
        if (ownServers) {
            servers.close();
        }
    }

    /** A check that does not come to its end. */
    private static final class Hanging extends Exception {
        private static final long serialVersionUID = 1L;

        Hanging(Duration limit) {
            super("the check was still running after " + limit);
        }
    }
}
