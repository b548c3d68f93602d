package io.github.llmbeans.gigachat.conformance;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Mode;
import io.github.llmbeans.tck.ProviderContainer;
import io.github.llmbeans.tck.cdi.CurrentContainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same where an application runs already: on its REST client, and as its beans. The application has a key and lists the
 * instances {@code first} and {@code second}; the settings of each check are system properties.
 */
public interface GigaChatServerUnderTest extends GigaChatUnderTest {
    @Override
    default Mode mode() {
        return Mode.SERVER;
    }

    @Override
    default ProviderContainer container(ProviderConfig standard, List<ProviderConfig> named) {
        Map<String, String> settings = new HashMap<>(settings("gigachat.", standard));
        named.forEach(config -> settings.putAll(settings("gigachat." + config.name() + ".", config)));
        return new CurrentContainer().with(settings);
    }

    private static Map<String, String> settings(String prefix, ProviderConfig config) {
        String caBundle = "ca-bundle-file";
        return Map.of(
                prefix + "credentials", String.valueOf(config.apiKey()),
                prefix + "base-url", String.valueOf(config.baseUrl()),
                prefix + "auth-url", String.valueOf(config.authUrl()),
                prefix + "model", config.model(),
                prefix + "max-concurrent-requests", "0",
                prefix + caBundle, config.options().getOrDefault(caBundle, ""));
    }
}
