package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.health.HealthSettings;
import io.github.llmbeans.gigachat.internal.config.Mistakes;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What is set for all providers of an application together.
 *
 * @param router the router, or {@code null} if none is configured
 * @param health how their health is told
 * @param eventsWithContent whether events of calls hold prompts and answers
 */
record ProviderSettings(@Nullable RouterSettings router, HealthSettings health, boolean eventsWithContent) {
    static final String EVENTS = "llmbeans.events.";
    static final String CONTENT = "content";

    static ProviderSettings read(Config config, Mistakes mistakes) {
        return new ProviderSettings(
                RouterSettings.read(config, mistakes),
                HealthSettings.read(new ConfigTexts(config, HealthSettings.PREFIX).values(mistakes)),
                new ConfigTexts(config, EVENTS).values(mistakes).flag(CONTENT, false));
    }

    /** The router's name; only where there is one. */
    String routerName() {
        if (router == null) {
            throw new IllegalStateException("No router is configured");
        }
        return router.name();
    }
}
