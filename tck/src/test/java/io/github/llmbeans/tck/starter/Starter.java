package io.github.llmbeans.tck.starter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of the starter project, to be changed and built with nothing but the released artifacts. */
final class Starter {
    private static final Path ORIGINAL = Path.of("starter");
    private static final Path COPIES = Path.of("target", "starters");

    private final Path dir;

    private Starter(Path dir) {
        this.dir = dir;
    }

    /** What a build has said and how it ended. */
    record Build(int code, String log) {
        String end() {
            List<String> lines = log.lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        }
    }

    /** A fresh copy; it stays after the test, to be looked at. */
    static Starter copy(String name) throws IOException {
        Path dir = COPIES.resolve(name).toAbsolutePath();
        delete(dir);
        try (Stream<Path> files = Files.walk(ORIGINAL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = ORIGINAL.relativize(file);
                if (!relative.startsWith("target")) {
                    Path copy = dir.resolve(relative);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        return new Starter(dir);
    }

    private static void delete(Path dir) throws IOException {
        if (Files.exists(dir)) {
            try (Stream<Path> files = Files.walk(dir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    Path file(String name) {
        return dir.resolve(name);
    }

    /** Changes a text that must be there. */
    Starter with(String name, String text, String replacement) throws IOException {
        String content = Files.readString(file(name));
        if (!content.contains(text)) {
            throw new IllegalArgumentException(name + " of the starter must contain " + text);
        }
        Files.writeString(file(name), content.replace(text, replacement));
        return this;
    }

    Build build() throws IOException, InterruptedException {
        Path settings = Files.writeString(dir.resolve("settings.xml"), settings());
        Path log = dir.resolve("build.log");
        List<String> command = List.of(
                maven(),
                "-B",
                "-ntp",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + System.getProperty("starter.repository"),
                "verify");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_") || name.startsWith("JDK_JAVA"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the build does not end; see " + log);
        }
        return new Build(process.exitValue(), new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
    }

    private static String maven() {
        Path bin = Path.of(System.getProperty("maven.home"), "bin");
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return bin.resolve(windows ? "mvn.cmd" : "mvn").toString();
    }

    /** What the surrounding build has already downloaded is taken from there. */
    private static String settings() {
        String url =
                Path.of(System.getProperty("starter.source.repository")).toUri().toString();
        String repository = "<id>downloaded</id><url>" + url + "</url>"
                + "<releases><checksumPolicy>ignore</checksumPolicy></releases><snapshots><enabled>false</enabled></snapshots>";
        return "<settings><profiles><profile><id>downloaded</id>"
                + "<repositories><repository>" + repository + "</repository></repositories>"
                + "<pluginRepositories><pluginRepository>" + repository + "</pluginRepository></pluginRepositories>"
                + "</profile></profiles><activeProfiles><activeProfile>downloaded</activeProfile></activeProfiles></settings>\n";
    }

    /** The names of all files below a folder, for messages. */
    List<String> files(String below) {
        try (Stream<Path> files = Files.walk(file(below))) {
            return files.filter(Files::isRegularFile)
                    .map(path -> dir.relativize(path).toString().replace('\\', '/'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
