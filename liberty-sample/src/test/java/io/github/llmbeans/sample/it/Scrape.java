package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Metrics in Prometheus' text format.
 *
 * @param text as the server has sent them
 */
record Scrape(String text) {
    private static final Pattern BOUND = Pattern.compile("le=\"([^\"]+)\"");

    /** The one series of a provider that has this label in it. */
    double value(String metric, String provider, String label) {
        List<Double> values = lines(metric, provider)
                .filter(line -> line.contains(label))
                .map(Scrape::number)
                .toList();
        assertThat(values)
                .as(metric + " " + provider + " " + label + " in\n" + text)
                .hasSize(1);
        return values.get(0);
    }

    List<Double> values(String metric, String provider) {
        return lines(metric, provider).map(Scrape::number).toList();
    }

    /** Of the first histogram of a provider. */
    List<String> bounds(String metric, String provider) {
        return lines(metric + "_bucket", provider)
                .map(BOUND::matcher)
                .filter(Matcher::find)
                .map(bound -> bound.group(1))
                .distinct()
                .toList();
    }

    /** How many series of ours there are. */
    int size() {
        return (int) text.lines()
                .filter(line -> line.startsWith("gen_ai") || line.startsWith("llmbeans"))
                .count();
    }

    private Stream<String> lines(String metric, String provider) {
        Predicate<String> theirs = line -> line.contains("llmbeans_provider_name=\"" + provider + "\"");
        return text.lines().filter(line -> line.startsWith(metric + "{")).filter(theirs);
    }

    private static double number(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
