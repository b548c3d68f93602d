package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.gigachat.internal.config.Mistakes;
import io.github.llmbeans.gigachat.internal.config.SettingReader;
import io.github.llmbeans.gigachat.internal.error.SettingNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The router that {@code llmbeans.router.*} describes.
 *
 * @param name the router's name
 * @param members the names of its members, in their order
 * @param strategy how it chooses, or {@code null} if the configuration does not say
 * @param fallOverOnInvalidRequest whether another member is asked when one refuses a request
 */
record RouterSettings(
        String name, List<String> members, @Nullable RoutingStrategy strategy, boolean fallOverOnInvalidRequest) {
    static final String PREFIX = "llmbeans.router.";
    static final String MEMBERS = "members";
    static final String STRATEGY = "strategy";
    static final String NAME = "name";
    static final String FALL_OVER = "fall-over-on-invalid-request";

    static final SettingNames NAMES = SettingNames.withPrefix(PREFIX);

    private static final String DEFAULT_NAME = "router";

    /** The router, or {@code null} if none is configured. Whether its members are there is not looked at. */
    static @Nullable RouterSettings read(Config config, Mistakes mistakes) {
        ConfigTexts texts = new ConfigTexts(config, PREFIX);
        List<String> members = texts.list(MEMBERS).toList();
        if (members.isEmpty()) {
            for (String setting : List.of(STRATEGY, NAME, FALL_OVER)) {
                if (texts.text(setting) != null) {
                    mistakes.add(NAMES.of(setting) + " is set without " + NAMES.of(MEMBERS)
                            + ", which names the providers of the router");
                }
            }
            return null;
        }
        return new RouterSettings(
                name(texts, members, mistakes),
                once(members, mistakes),
                strategy(texts, mistakes),
                texts.values(mistakes).flag(FALL_OVER, true));
    }

    /** What is to be told where classes want a router and none is configured. */
    static String missingFor(Set<String> classes) {
        return NAMES.of(MEMBERS) + " is not set, so there is no Router to inject into " + String.join(", ", classes)
                + ": it lists the providers that the router asks";
    }

    private static String name(ConfigTexts texts, List<String> members, Mistakes mistakes) {
        String name = texts.text(NAME);
        if (name == null) {
            name = DEFAULT_NAME;
        } else if (!name.matches(ConfiguredProviders.INSTANCE_NAME)) {
            mistakes.add(NAMES.of(NAME) + " must be a name of letters, digits and hyphens, was \""
                    + SettingReader.shown(name) + "\"");
        }
        if (name.equals(DEFAULT_NAME) && members.contains(name)) {
            mistakes.add(NAMES.of(MEMBERS) + " must not list the router itself, was \"" + SettingReader.shown(name)
                    + "\"; another name for it is set with " + NAMES.of(NAME));
        }
        return name;
    }

    private static List<String> once(List<String> members, Mistakes mistakes) {
        List<String> different = new ArrayList<>();
        for (String member : members) {
            if (different.contains(member)) {
                mistakes.add(NAMES.of(MEMBERS) + " must list each provider once, was \"" + SettingReader.shown(member)
                        + "\" again");
            } else {
                different.add(member);
            }
        }
        return different;
    }

    private static @Nullable RoutingStrategy strategy(ConfigTexts texts, Mistakes mistakes) {
        String strategy = texts.text(STRATEGY);
        return strategy == null
                ? null
                : mistakes.<@Nullable RoutingStrategy>or(null, () -> {
                    try {
                        return RoutingStrategy.named(strategy);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                                NAMES.of(STRATEGY) + " must be ordered, round-robin, random, first-available or"
                                        + " best-available, was \"" + SettingReader.shown(strategy) + "\"",
                                e);
                    }
                });
    }

    /** A router may not have a name that is another provider's already. */
    void checkName(Set<String> configured, Set<String> own, Mistakes mistakes) {
        if (configured.contains(name) || own.contains(name)) {
            mistakes.add(NAMES.of(NAME) + " must be a name that no provider has, was \"" + name + "\", the name of "
                    + (own.contains(name)
                            ? "a bean of the application"
                            : name.equals(ConfiguredProviders.DEFAULT_NAME)
                                    ? "the default provider"
                                    : "an instance in gigachat.instances"));
        }
    }
}
