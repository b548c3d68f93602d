package io.github.llmbeans.tck.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * The log lines of one check, those of the provider at their finest level. Reads {@code java.util.logging}, where {@link
 * System.Logger} writes unless something else is installed.
 */
public final class Logs extends Handler {
    private static final SimpleFormatter FORMATTER = new SimpleFormatter();

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    Logs() {
        setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord entry) {
        StringWriter trace = new StringWriter();
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(trace));
        }
        lines.add(new Line(
                String.valueOf(entry.getLoggerName()),
                entry.getLevel().intValue(),
                FORMATTER.formatMessage(entry) + trace));
    }

    /**
     * The lines so far.
     *
     * @return oldest first
     */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /**
     * The lines of level ERROR that name something.
     *
     * @param part what they hold
     * @return oldest first
     */
    public List<Line> errors(String part) {
        return lines.stream()
                .filter(line ->
                        line.level() >= Level.SEVERE.intValue() && line.text().contains(part))
                .toList();
    }

    @Override
    public void flush() {
        // Nothing buffered.
    }

    @Override
    public void close() {
        // Nothing held.
    }

    /**
     * A log line.
     *
     * @param logger who wrote it
     * @param level of {@link Level#intValue()}
     * @param text the message, with the stack trace if there is one
     */
    public record Line(String logger, int level, String text) {}
}
