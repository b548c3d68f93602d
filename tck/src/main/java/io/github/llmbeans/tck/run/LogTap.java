package io.github.llmbeans.tck.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens the provider's loggers to their finest level for the time of a run, and reads every line. Runs may overlap: a
 * logger has its own level again when the last of them has ended.
 */
final class LogTap implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");
    /** Held here, since a logger that nobody holds loses its level. */
    private static final Map<String, Opened> OPEN = new HashMap<>();

    private final List<String> names = new ArrayList<>();

    LogTap(List<String> loggers) {
        names.add("io.github.llmbeans");
        names.addAll(loggers);
        synchronized (OPEN) {
            names.forEach(
                    name -> OPEN.computeIfAbsent(name, unopened -> new Opened(Logger.getLogger(unopened))).taps++);
        }
    }

    /** Lets all lines flow into these logs, whatever the level of other handlers. */
    Tapped into(Logs logs) {
        ROOT.addHandler(logs);
        return () -> ROOT.removeHandler(logs);
    }

    /** Calling it again changes nothing. */
    @Override
    public void close() {
        synchronized (OPEN) {
            names.forEach(name -> OPEN.computeIfPresent(name, (same, opened) -> opened.closed()));
            names.clear();
        }
    }

    /** Logs that are being read. */
    interface Tapped extends AutoCloseable {
        @Override
        void close();
    }

    /** A logger at its finest level, for some taps. */
    private static final class Opened {
        private final Logger logger;
        private final @Nullable Level before;
        private int taps;

        private Opened(Logger logger) {
            this.logger = logger;
            this.before = logger.getLevel();
            logger.setLevel(Level.ALL);
        }

        /** {@code null} after the last one. */
        private @Nullable Opened closed() {
            taps--;
            if (taps > 0) {
                return this;
            }
            logger.setLevel(before);
            return null;
        }
    }
}
