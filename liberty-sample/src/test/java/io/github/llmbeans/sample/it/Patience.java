package io.github.llmbeans.sample.it;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread of the server does, which no latch of a test can reach. */
final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private Patience() {}

    static void until(BooleanSupplier done) {
        long start = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("still not so after " + LIMIT);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** The same for a server that is starting, however slow the machine: as long as its process runs, for some minutes. */
    static void untilStarted(OwnServer server, BooleanSupplier done) {
        untilStarted(server.process(), server.logs(), done);
    }

    static void untilStarted(ProcessHandle process, Path logs, BooleanSupplier done) {
        long start = System.nanoTime();
        while (!answers(done)) {
            if (!process.isAlive() || System.nanoTime() - start > START_LIMIT.toNanos()) {
                throw new AssertionError("the server has not started, see " + logs);
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private static boolean answers(BooleanSupplier done) {
        try {
            return done.getAsBoolean();
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }
}
