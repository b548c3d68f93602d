package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.internal.config.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys and environment variables under {@code gigachat} that nothing reads: typing errors, settings of GigaChat's
 * SDKs that are not supported, instances that are not listed. Looks at names only, never at values.
 */
final class UnknownKeys {
    private static final String ROOT = "gigachat";

    private final List<String> names;
    private final List<String> prefixes = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> knownVariables = new HashSet<>();

    UnknownKeys(Config config, Collection<String> instances) {
        this.names = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .distinct()
                .toList();
        instances.forEach(instance -> know(ROOT + "." + instance + ".", "-" + instance));
        know(ROOT + ".", "");
        known.add(ROOT + "." + Setting.INSTANCES);
        known.forEach(key -> knownVariables.add(variable(key)));
    }

    private void know(String prefix, String suffix) {
        prefixes.add(prefix);
        Setting.all().forEach(setting -> known.add(prefix + setting));
        for (String configKey : List.of(Setting.COMPLETIONS_KEY, Setting.OAUTH_KEY)) {
            Stream.concat(Setting.MP_REST.stream(), Stream.of("url", Setting.HOSTNAME_VERIFIER))
                    .forEach(key -> known.add(Setting.mpRest(configKey + suffix, key)));
        }
    }

    /** A sentence for each, in the order of the alphabet. */
    List<String> sentences() {
        Set<String> variables = new HashSet<>(names);
        TreeMap<String, String> sentences = new TreeMap<>();
        for (String name : names) {
            String variable = variable(name);
            boolean spelledAsVariable = !name.contains(".") && !name.contains("/");
            // Some configurations list a variable a second time, in the form of a key.
            boolean secondForm = !spelledAsVariable && variables.contains(variable);
            if (isOurs(name) && !secondForm && !isKnown(name, variable, spelledAsVariable)) {
                sentences.put(name, name + " has no effect: " + advice(name, variable, spelledAsVariable));
            }
        }
        return List.copyOf(sentences.values());
    }

    private static boolean isOurs(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(ROOT + ".")
                || lower.startsWith(ROOT + "_")
                || lower.matches(ROOT + "[^./]*/mp-rest/.*");
    }

    private boolean isKnown(String name, String variable, boolean spelledAsVariable) {
        return spelledAsVariable ? knownVariables.contains(variable) : known.contains(name);
    }

    private String advice(String name, String variable, boolean spelledAsVariable) {
        if (name.contains("/")) {
            return "of the standard keys of a REST client only " + String.join(", ", standardKeys()) + " are supported";
        }
        for (String prefix : prefixes) {
            String start = spelledAsVariable ? variable(prefix) : prefix;
            String whole = spelledAsVariable ? variable : name;
            if (whole.startsWith(start)) {
                String rest = whole.substring(start.length());
                String setting =
                        spelledAsVariable ? rest.toLowerCase(Locale.ROOT).replace('_', '-') : rest;
                return KeyAdvice.about(prefix, setting, instance(prefix, setting));
            }
        }
        return KeyAdvice.about(ROOT + ".", name.substring(ROOT.length() + 1), null);
    }

    /** The name of an instance that the setting may be meant for, if its end is a setting. */
    private static @Nullable String instance(String prefix, String setting) {
        if (!prefix.equals(ROOT + ".")) {
            return null;
        }
        return Setting.all()
                .filter(end -> setting.endsWith("." + end) || setting.endsWith("-" + end))
                .map(end -> setting.substring(0, setting.length() - end.length() - 1))
                .filter(instance -> instance.matches(ConfiguredProviders.INSTANCE_NAME))
                .min((one, other) -> one.length() - other.length())
                .orElse(null);
    }

    private static List<String> standardKeys() {
        return Stream.concat(Setting.MP_REST.stream(), Stream.of("url"))
                .sorted()
                .toList();
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
