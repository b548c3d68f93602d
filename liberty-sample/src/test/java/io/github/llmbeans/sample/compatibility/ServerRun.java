package io.github.llmbeans.sample.compatibility;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** What the reports of one run on one server say. */
record ServerRun(Properties facts, int tests, int failed, int skipped, Optional<KitReport> conformance) {
    private static final String FACTS = "server.properties";

    /** Empty if no test has run there, not even one that failed for want of a server. */
    static Optional<ServerRun> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> reports = files.filter(ServerRun::isReport).toList();
            return reports.isEmpty() ? Optional.empty() : Optional.of(counted(folder, reports));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReport(Path file) {
        return file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private static ServerRun counted(Path folder, List<Path> files) throws IOException {
        int tests = 0;
        int failed = 0;
        int skipped = 0;
        Properties facts = new Properties();
        for (Path file : files) {
            TestReport report = TestReport.read(file);
            tests += report.tests();
            failed += report.failed();
            skipped += report.skipped();
            facts.putAll(told(report.properties()));
        }
        if (Files.exists(folder.resolve(FACTS))) {
            try (Reader in = Files.newBufferedReader(folder.resolve(FACTS), StandardCharsets.UTF_8)) {
                facts.load(in);
            }
        }
        return new ServerRun(facts, tests, failed, skipped, KitReport.find(folder.resolve("llmbeans-tck")));
    }

    /** What the build knows without the server, which may not have started. */
    private static Map<String, String> told(Map<String, String> properties) {
        return Map.of(
                "server", properties.getOrDefault("it.server", ""),
                "server.version", properties.getOrDefault("it.server.version", ""),
                "remarks", properties.getOrDefault("it.remarks", ""),
                "java", properties.getOrDefault("java.version", ""));
    }

    String fact(String name) {
        return facts.getProperty(name, "");
    }

    boolean passed() {
        return failed == 0
                && tests > skipped
                && conformance.filter(KitReport::isGood).isPresent();
    }
}
