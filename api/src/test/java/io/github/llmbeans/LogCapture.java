package io.github.llmbeans;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Listens at the finest level to everything that the contract writes into the log, and keeps it off the console. */
final class LogCapture implements AutoCloseable {
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

    LogCapture() {
        handler.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    /** The lines of a level, in order. */
    List<String> lines(Level level) {
        return records.stream()
                .filter(entry -> entry.getLevel().equals(level))
                .map(new SimpleFormatter()::formatMessage)
                .toList();
    }

    /** All lines with the exceptions that came with them. */
    String everything() {
        StringBuilder all = new StringBuilder();
        for (LogRecord entry : records) {
            all.append(new SimpleFormatter().format(entry)).append('\n');
        }
        return all.toString();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
