package io.github.llmbeans.sample.compatibility;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings the table of servers in the README up to the newest runs; those of other servers and other Javas stay. */
public final class Compatibility {
    private Compatibility() {}

    /**
     * Reads and writes.
     *
     * @param args folders with a folder for each server that has run, of which some need not be there; last the README
     * @throws IOException if one of them cannot be read or the README cannot be written
     * @throws IllegalStateException if no server has run, or if just a part of the tests has
     */
    public static void main(String[] args) throws IOException {
        String some = System.getProperty("it.test");
        if (some != null) {
            throw new IllegalStateException(
                    "the table shows whole runs; in this one only it.test=" + some + " has run");
        }
        List<String> all = List.of(args).subList(0, args.length - 1);
        List<ServerRun> runs = new ArrayList<>();
        for (String folder : all) {
            runs.addAll(runs(Path.of(folder)));
        }
        if (runs.isEmpty()) {
            throw new IllegalStateException("no server has run: no folder in " + all + " holds a report");
        }
        Path readme = Path.of(args[args.length - 1]);
        String before = Files.readString(readme, StandardCharsets.UTF_8);
        Files.writeString(readme, ServerTable.in(before).with(runs), StandardCharsets.UTF_8);
    }

    private static List<ServerRun> runs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .map(ServerRun::read)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }
}
