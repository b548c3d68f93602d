package io.github.llmbeans.tck.run;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens the provider's loggers to their finest level for the time of a run, and reads every line. */
final class LogTap implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");

    private final List<Logger> opened = new ArrayList<>();
    private final List<Level> before = new ArrayList<>();

    LogTap(List<String> names) {
        open("io.github.llmbeans");
        names.forEach(this::open);
    }

    private void open(String name) {
        Logger logger = Logger.getLogger(name);
        opened.add(logger);
        before.add(logger.getLevel());
        logger.setLevel(Level.ALL);
    }

    /** Lets all lines flow into these logs, whatever the level of other handlers. */
    Tapped into(Logs logs) {
        ROOT.addHandler(logs);
        return () -> ROOT.removeHandler(logs);
    }

    @Override
    public void close() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).setLevel(before.get(i));
        }
    }

    /** Logs that are being read. */
    interface Tapped extends AutoCloseable {
        @Override
        void close();
    }
}
