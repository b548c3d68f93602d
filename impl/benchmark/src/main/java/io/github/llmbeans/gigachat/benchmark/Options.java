package io.github.llmbeans.gigachat.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often each thing is measured, at least 1
 * @param millis how long each time
 * @param callers how many ask at once, one load for each number
 * @param only the sections that are measured, or {@code all}
 * @param ways who is compared
 * @param engine the name of the REST client engine on the class path
 * @param publish whether the page in the repository is written too
 * @param jvmArgs switches of the JVMs that are measured
 * @param directory of this module
 */
record Options(
        int rounds,
        long millis,
        List<Integer> callers,
        List<String> only,
        List<String> ways,
        String engine,
        boolean publish,
        List<String> jvmArgs,
        Path directory) {

    private static final String ALL = "all";
    private static final String LIBERTY = "liberty";
    private static final List<String> SECTIONS =
            List.of(ALL, "server", "load", "first", "storm", "growth", "held", "cold", "parts", LIBERTY);

    /** From system properties {@code benchmark.*}. */
    static Options fromProperties() {
        List<String> jvmArgs = new ArrayList<>(List.of("-Xms512m", "-Xmx512m"));
        jvmArgs.addAll(list(text("jvm.args", ""), " "));
        Options options = new Options(
                Integer.parseInt(text("rounds", "5")),
                Math.round(Double.parseDouble(text("seconds", "2")) * 1000),
                list(text("callers", "1,32,256"), ",").stream()
                        .map(Integer::valueOf)
                        .toList(),
                list(text("only", ALL), ","),
                list(text("ways", "provider,rest,jdk"), ","),
                text("engine", "resteasy"),
                Boolean.parseBoolean(text("publish", "false")),
                jvmArgs,
                Path.of(text("directory", ".")));
        if (options.rounds < 1 || options.millis < 1) {
            throw new IllegalArgumentException("benchmark.rounds and benchmark.seconds must be above 0, were "
                    + options.rounds + " and " + options.millis / 1000.0);
        }
        if (!SECTIONS.containsAll(options.only)) {
            throw new IllegalArgumentException("benchmark.only must be some of " + SECTIONS + ", was " + options.only);
        }
        return options;
    }

    boolean measures(String section) {
        return only.contains(ALL) || only.contains(section);
    }

    /** Whether only that is to be measured which the sample's module measures. */
    boolean isElsewhere() {
        return only.equals(List.of(LIBERTY));
    }

    private static String text(String name, String otherwise) {
        String value = System.getProperty("benchmark." + name, "").strip();
        // Maven leaves a property that is not set as it is.
        return value.isEmpty() || value.equals("null") || value.startsWith("${") ? otherwise : value;
    }

    private static List<String> list(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
