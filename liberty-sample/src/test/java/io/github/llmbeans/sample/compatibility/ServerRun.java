package io.github.llmbeans.sample.compatibility;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the reports of one run on one server say. */
record ServerRun(Properties facts, int tests, int failed, int skipped, Optional<String> conformance) {
    static final String FACTS = "server.properties";
    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>");
    private static final Pattern COUNT = Pattern.compile("\"([A-Z-]+)\": (\\d+)");
    private static final Pattern VERDICT = Pattern.compile("\"verdict\": \"([A-Z]+)\"");

    static ServerRun read(Path folder) {
        try {
            Properties facts = new Properties();
            try (Reader in = Files.newBufferedReader(folder.resolve(FACTS), StandardCharsets.UTF_8)) {
                facts.load(in);
            }
            return counted(facts, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerRun counted(Properties facts, Path folder) throws IOException {
        int tests = 0;
        int failed = 0;
        int skipped = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(ServerRun::isReport).toList()) {
                String suite = first(SUITE, Files.readString(file, StandardCharsets.UTF_8));
                tests += attribute(suite, "tests");
                failed += attribute(suite, "errors") + attribute(suite, "failures");
                skipped += attribute(suite, "skipped");
            }
        }
        return new ServerRun(facts, tests, failed, skipped, conformance(folder.resolve("llmbeans-tck")));
    }

    private static boolean isReport(Path file) {
        return file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("not a report: no " + pattern);
        }
        return matcher.group();
    }

    private static int attribute(String suite, String name) {
        Matcher matcher = Pattern.compile(" " + name + "=\"(\\d+)\"").matcher(suite);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** The kit's own verdict and how many requirements passed and did not, if it has run. */
    private static Optional<String> conformance(Path reports) throws IOException {
        if (!Files.isDirectory(reports)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.walk(reports)) {
            Optional<Path> report =
                    all.filter(file -> file.endsWith("tck-report.json")).findFirst();
            return report.isEmpty()
                    ? Optional.empty()
                    : Optional.of(verdict(Files.readString(report.get(), StandardCharsets.UTF_8)));
        }
    }

    private static String verdict(String report) {
        Matcher verdict = VERDICT.matcher(report);
        if (!verdict.find()) {
            throw new IllegalStateException("the kit's report has no verdict");
        }
        return verdict.group(1) + ", " + count(report, "PASS") + " passed, " + count(report, "FAIL") + " failed";
    }

    private static int count(String report, String outcome) {
        Matcher matcher = COUNT.matcher(report);
        while (matcher.find()) {
            if (matcher.group(1).equals(outcome)) {
                return Integer.parseInt(matcher.group(2));
            }
        }
        throw new IllegalStateException("the kit's report does not count " + outcome);
    }

    String fact(String name) {
        return facts.getProperty(name, "");
    }

    boolean passed() {
        return failed == 0
                && tests > 0
                && conformance.filter(verdict -> verdict.startsWith("PASS")).isPresent();
    }
}
