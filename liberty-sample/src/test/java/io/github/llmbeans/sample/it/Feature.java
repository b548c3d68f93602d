package io.github.llmbeans.sample.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A feature that the running server has for the time of a test; and the log that it writes meanwhile. */
final class Feature implements AutoCloseable {
    private static final Path LOGS = Path.of(System.getProperty("it.logs"));
    private static final Path LOG = LOGS.resolve("messages.log");
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();
    private static final String UPDATED = "CWWKF0008I";

    private final Path dropIn;
    private final long begin;

    private Feature(Path dropIn, long begin) {
        this.dropIn = dropIn;
        this.begin = begin;
    }

    static Feature added(String name) throws IOException {
        Path dropIn = LOGS.resolveSibling("configDropins").resolve("overrides").resolve(name + ".xml");
        long before = Files.size(LOG);
        Feature feature = new Feature(dropIn, before);
        Files.writeString(
                dropIn,
                "<server><featureManager><feature>" + name + "</feature></featureManager></server>",
                StandardCharsets.UTF_8);
        await(UPDATED, before);
        return feature;
    }

    /** The first line since the feature came that has this text in it. */
    String awaitLine(String text) throws IOException {
        return await(text, begin);
    }

    private static String await(String text, long begin) throws IOException {
        long start = System.nanoTime();
        while (true) {
            String written = new String(Files.readAllBytes(LOG), StandardCharsets.UTF_8);
            String line = written.substring((int) Math.min(begin, written.length()))
                    .lines()
                    .filter(one -> one.contains(text))
                    .findFirst()
                    .orElse(null);
            if (line != null) {
                return line;
            }
            if (System.nanoTime() - start > PATIENCE) {
                throw new AssertionError("Not in the log after a minute: " + text);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        long before = Files.size(LOG);
        Files.delete(dropIn);
        await(UPDATED, before);
    }
}
