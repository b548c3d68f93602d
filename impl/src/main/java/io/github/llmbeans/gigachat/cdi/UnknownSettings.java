package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.health.HealthSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Finds keys and environment variables under {@code llmbeans.router}, {@code llmbeans.health} and {@code llmbeans.events},
 * or under a word that differs from one of these by a letter, that nothing reads. Looks at names only, never at values.
 */
final class UnknownSettings {
    private static final Map<String, Set<String>> KNOWN = Map.of(
            RouterSettings.PREFIX,
            Set.of(RouterSettings.MEMBERS, RouterSettings.STRATEGY, RouterSettings.NAME, RouterSettings.FALL_OVER),
            HealthSettings.PREFIX,
            Set.of(HealthSettings.ENABLED, HealthSettings.INTERVAL),
            ProviderSettings.EVENTS,
            Set.of(ProviderSettings.CONTENT));

    private static final String ALL = "llmbeans.";

    private UnknownSettings() {}

    /** The sentences about everything that nothing reads, those under {@code gigachat} first. */
    static List<String> all(Config config, Collection<String> instances) {
        List<String> all = new ArrayList<>(new UnknownKeys(config, instances).sentences());
        all.addAll(sentences(config));
        return all;
    }

    /** A sentence for each, in the order of the alphabet. */
    static List<String> sentences(Config config) {
        Set<String> names = new TreeSet<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false).forEach(names::add);
        List<String> sentences = new ArrayList<>();
        for (String name : names) {
            KNOWN.forEach((prefix, known) -> {
                boolean key = name.startsWith(prefix);
                boolean variable = name.startsWith(variable(prefix));
                boolean read = known.stream()
                        .map(prefix::concat)
                        .anyMatch(setting -> name.equals(setting) || name.equals(variable(setting)));
                if ((key || variable) && !secondForm(name, names) && !read) {
                    sentences.add(name + " has no effect: under " + prefix + " there is only "
                            + String.join(", ", new TreeSet<>(known)));
                } else if (!secondForm(name, names)) {
                    misspelt(name, prefix).ifPresent(sentences::add);
                }
            });
        }
        return sentences;
    }

    /** Some configurations list a variable a second time, in the form of a key. */
    private static boolean secondForm(String name, Set<String> names) {
        return !name.equals(variable(name)) && names.contains(variable(name));
    }

    /** A sentence about a name that stands under a word one letter away from the prefix. */
    private static Optional<String> misspelt(String name, String prefix) {
        return Stream.of(prefix, variable(prefix))
                .filter(meant -> name.startsWith(meant.substring(0, ALL.length())))
                .filter(meant -> {
                    int end = name.indexOf(meant.charAt(meant.length() - 1), ALL.length());
                    return end >= 0 && KeyAdvice.distance(name.substring(0, end + 1), meant) == 1;
                })
                .map(meant -> name + " has no effect: did you mean " + meant.substring(0, meant.length() - 1) + "?")
                .findFirst();
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
