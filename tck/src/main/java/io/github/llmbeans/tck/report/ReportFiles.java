package io.github.llmbeans.tck.report;

import io.github.llmbeans.tck.requirements.Requirements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a report: for programs, for people, for build servers. */
public final class ReportFiles {
    /** For programs; {@code verify} and {@code compare} read it. */
    public static final String JSON = "tck-report.json";
    /** For people. */
    public static final String HTML = "tck-report.html";
    /** For build servers. */
    public static final String XML = "TEST-llmbeans-tck.xml";

    private ReportFiles() {}

    /**
     * Writes all files of a report over what was there.
     *
     * @param dir the folder, made if it is not there
     * @param report what a run has shown
     * @param requirements the contract
     * @return the verdict
     * @throws UncheckedIOException if it cannot be written
     */
    public static Verdict write(Path dir, Report report, Requirements requirements) {
        Verdict verdict = Verdict.of(report, requirements);
        try {
            Files.createDirectories(dir);
            write(dir.resolve(JSON), ReportJson.write(report, verdict));
            write(dir.resolve(HTML), ReportPage.write(report, verdict, requirements));
            write(dir.resolve(XML), JunitXml.write(report));
            return verdict;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report into " + dir.toAbsolutePath(), e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A run in one line.
     *
     * @param dir where its report was written
     * @param report what it has shown
     * @param verdict computed from it
     * @return verdict, counts, seed and path
     */
    public static String line(Path dir, Report report, Verdict verdict) {
        StringBuilder line = new StringBuilder("LLM Beans conformance: ")
                .append(Texts.simple(report.facts().suite()))
                .append(verdict.passed() ? " PASSED" : " FAILED");
        String separator = " (";
        for (Outcome outcome : Outcome.values()) {
            line.append(separator)
                    .append(report.counts().get(outcome))
                    .append(' ')
                    .append(outcome.text());
            separator = ", ";
        }
        return line.append("), seed ")
                .append(report.facts().seed())
                .append(", report ")
                .append(dir.resolve(HTML).toAbsolutePath().normalize())
                .toString();
    }
}
