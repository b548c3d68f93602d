package io.github.llmbeans.sample.compatibility;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings the table of servers in the README up to the newest runs; those of other servers and other Javas stay. */
public final class Compatibility {
    private Compatibility() {}

    /**
     * Reads and writes.
     *
     * @param args the folder with a folder for each server that has run, and the README
     * @throws IOException if one of them cannot be read or the README cannot be written
     * @throws IllegalStateException if no server has run, or if just a part of the tests has
     */
    public static void main(String[] args) throws IOException {
        String some = System.getProperty("it.test");
        if (some != null) {
            throw new IllegalStateException(
                    "the table shows whole runs; in this one only it.test=" + some + " has run");
        }
        List<ServerRun> runs;
        try (Stream<Path> folders = Files.list(Path.of(args[0]))) {
            runs = folders.filter(Files::isDirectory)
                    .map(ServerRun::read)
                    .flatMap(Optional::stream)
                    .toList();
        }
        if (runs.isEmpty()) {
            throw new IllegalStateException("no server has run: no folder in " + args[0] + " holds a report");
        }
        Path readme = Path.of(args[1]);
        String before = Files.readString(readme, StandardCharsets.UTF_8);
        Files.writeString(readme, ServerTable.in(before).with(runs), StandardCharsets.UTF_8);
    }
}
