package io.github.llmbeans.gigachat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Keeps what is logged. */
final class LogRecorder extends Handler {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    List<String> ours() {
        return records.stream()
                .filter(LogRecorder::isOurs)
                .map(entry -> new SimpleFormatter().format(entry))
                .toList();
    }

    /** All but what the server writes that runs in this JVM too. */
    List<String> ofProviderAndLibraries() {
        return records.stream()
                .filter(entry ->
                        isOurs(entry) || !String.valueOf(entry.getLoggerName()).startsWith("io.github.llmbeans"))
                .filter(entry -> !String.valueOf(entry.getLoggerName()).matches("(?i).*(wiremock|jetty).*"))
                .map(entry -> new SimpleFormatter().format(entry))
                .toList();
    }

    /** Ours as they stand in a log, without time and logger. */
    List<String> messages() {
        return records.stream()
                .filter(LogRecorder::isOurs)
                .map(entry -> new SimpleFormatter().formatMessage(entry))
                .toList();
    }

    void clear() {
        records.clear();
    }

    List<String> loggers() {
        return records.stream()
                .map(entry -> String.valueOf(entry.getLoggerName()))
                .toList();
    }

    List<String> at(Level level) {
        return records.stream()
                .filter(LogRecorder::isOurs)
                .filter(entry -> entry.getLevel().equals(level))
                .map(entry -> new SimpleFormatter().formatMessage(entry))
                .toList();
    }

    private static boolean isOurs(LogRecord entry) {
        String logger = entry.getLoggerName();
        return logger != null
                && logger.startsWith("io.github.llmbeans")
                && !logger.contains(".tck.")
                && !logger.contains(".simulator");
    }

    @Override
    public void publish(LogRecord entry) {
        records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
