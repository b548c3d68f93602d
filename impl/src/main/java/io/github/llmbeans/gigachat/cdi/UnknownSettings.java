package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.health.HealthSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Finds keys and environment variables under {@code llmbeans.router}, {@code llmbeans.health} and {@code llmbeans.events}
 * that nothing reads. Looks at names only, never at values.
 */
final class UnknownSettings {
    private static final Map<String, Set<String>> KNOWN = Map.of(
            RouterSettings.PREFIX,
            Set.of(RouterSettings.MEMBERS, RouterSettings.STRATEGY, RouterSettings.NAME, RouterSettings.FALL_OVER),
            HealthSettings.PREFIX,
            Set.of(HealthSettings.ENABLED, HealthSettings.INTERVAL),
            ProviderSettings.EVENTS,
            Set.of(ProviderSettings.CONTENT));

    private UnknownSettings() {}

    /** A sentence for each, in the order of the alphabet. */
    static List<String> sentences(Config config) {
        Set<String> names = new TreeSet<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false).forEach(names::add);
        List<String> sentences = new ArrayList<>();
        for (String name : names) {
            KNOWN.forEach((prefix, known) -> {
                boolean key = name.startsWith(prefix);
                boolean variable = name.startsWith(variable(prefix));
                // Some configurations list a variable a second time, in the form of a key.
                boolean secondForm = key && names.contains(variable(name));
                boolean read = known.stream()
                        .map(prefix::concat)
                        .anyMatch(setting -> name.equals(setting) || name.equals(variable(setting)));
                if ((key || variable) && !secondForm && !read) {
                    sentences.add(name + " has no effect: under " + prefix + " there are "
                            + String.join(", ", new TreeSet<>(known)));
                }
            });
        }
        return sentences;
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
