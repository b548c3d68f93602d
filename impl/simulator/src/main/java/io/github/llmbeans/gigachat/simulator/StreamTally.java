package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.Ending;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Counts the streams and how they end. Thread-safe. */
final class StreamTally {

    private final Map<Ending, Integer> ended = new EnumMap<>(Ending.class);
    private int open;

    /** Counts a reply, if it is a stream. */
    Reply watch(Reply reply) {
        if (!reply.header("Content-Type").orElse("").startsWith("text/event-stream")) {
            return reply;
        }
        begin();
        return reply.whenEnded(this::end);
    }

    synchronized StreamCounts counts() {
        return new StreamCounts(open, count(Ending.SENT), count(Ending.HUNG_UP), count(Ending.BROKEN_OFF));
    }

    synchronized void await(String what, Predicate<StreamCounts> wanted, Duration limit) {
        long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit);
        try {
            while (!wanted.test(counts())) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError(
                            "expected " + what + " within " + limit.toMillis() + " ms, saw " + counts());
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what + ", saw " + counts(), e);
        }
    }

    private synchronized void begin() {
        open++;
        notifyAll();
    }

    private synchronized void end(Ending ending) {
        open--;
        ended.merge(ending, 1, Integer::sum);
        notifyAll();
    }

    private int count(Ending ending) {
        return ended.getOrDefault(ending, 0);
    }
}
