package io.github.llmbeans.gigachat.internal.rest;

import org.jspecify.annotations.Nullable;

/** How the provider introduces itself; GigaChat answers 403 without it (GigaChat REST reference §7). */
final class UserAgent {
    static final String VALUE = "LLM-Beans" + version() + " (GigaChat; Java)";

    private UserAgent() {}

    private static String version() {
        @Nullable String version = UserAgent.class.getPackage().getImplementationVersion();
        return version == null ? "" : "/" + version;
    }
}
