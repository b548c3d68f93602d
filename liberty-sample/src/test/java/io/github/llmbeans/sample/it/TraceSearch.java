package io.github.llmbeans.sample.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands in all files of a server's logs, line by line, since a trace is large.
 *
 * @param tracers who has written a line of a level below INFO, by the last 60 characters of the name, as Liberty writes it
 * @param holders in which file and by whom one of the secrets was written
 * @param bytes how much was read
 */
record TraceSearch(Set<String> tracers, Set<String> holders, long bytes) {
    /** How Liberty begins a line of its trace; the sign says the level. */
    private static final Pattern LINE = Pattern.compile("^\\[[^]]*] [0-9a-f]+ id=[0-9a-f]+ (\\S+) +(\\S) ");

    private static final Set<String> SIGNS = Set.of("1", "2", "3", ">", "<");

    static TraceSearch of(Path directory, List<String> secrets) throws IOException {
        TraceSearch found = new TraceSearch(new TreeSet<>(), new TreeSet<>(), 0);
        long bytes = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.read(file, secrets);
                bytes += Files.size(file);
            }
        }
        return new TraceSearch(found.tracers, found.holders, bytes);
    }

    private void read(Path file, List<String> secrets) throws IOException {
        String writer = "?";
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher head = LINE.matcher(line);
                if (head.find()) {
                    writer = head.group(1);
                    if (SIGNS.contains(head.group(2))) {
                        tracers.add(writer);
                    }
                }
                if (secrets.stream().anyMatch(line::contains)) {
                    holders.add(file.getFileName() + ": " + writer);
                }
            }
        }
    }
}
