package io.github.llmbeans.gigachat.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Listens to everything that LLM Beans writes into the log, and keeps it off the console. */
public final class LogLines implements AutoCloseable {
    private final Logger logger = Logger.getLogger("io.github.llmbeans");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public LogLines() {
        handler.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    /** The lines of a level, in order. */
    public List<String> of(Level level) {
        return records.stream()
                .filter(entry -> entry.getLevel().equals(level))
                .map(new SimpleFormatter()::formatMessage)
                .toList();
    }

    /** All lines of all levels, in order. */
    public List<String> all() {
        return records.stream().map(new SimpleFormatter()::formatMessage).toList();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
