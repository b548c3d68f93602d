package io.github.llmbeans.sample.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    @Test
    void withoutAnyKeyNothingIsConfigured() {
        assertThat(Credentials.areConfigured(new MapConfig(Map.of("gigachat.model", "GigaChat-2-Max"))))
                .isFalse();
    }

    @Test
    void aKeyOrAReadyTokenIsEnough() {
        assertThat(Credentials.areConfigured(new MapConfig(Map.of("gigachat.credentials", "x"))))
                .isTrue();
        assertThat(Credentials.areConfigured(new MapConfig(Map.of("gigachat.access-token", "x"))))
                .isTrue();
    }

    @Test
    void aBlankKeyIsNone() {
        assertThat(Credentials.areConfigured(new MapConfig(Map.of("gigachat.credentials", " "))))
                .isFalse();
    }

    @Test
    void theKeyOfANamedProviderCounts() {
        assertThat(Credentials.areConfigured(new MapConfig(
                        Map.of("gigachat.instances", "sales,support", "gigachat.support.credentials", "x"))))
                .isTrue();
    }

    /** As much of a configuration as is needed here. */
    private record MapConfig(Map<String, String> values) implements Config {
        @Override
        public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
            return Optional.ofNullable(values.get(name)).map(type::cast);
        }

        @Override
        public <T> Optional<List<T>> getOptionalValues(String name, Class<T> type) {
            return Optional.ofNullable(values.get(name))
                    .map(list ->
                            List.of(list.split(",")).stream().map(type::cast).toList());
        }

        @Override
        public <T> T getValue(String name, Class<T> type) {
            return getOptionalValue(name, type).orElseThrow();
        }

        @Override
        public ConfigValue getConfigValue(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public Iterable<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public Iterable<ConfigSource> getConfigSources() {
            return List.of();
        }

        @Override
        public <T> Optional<Converter<T>> getConverter(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new IllegalArgumentException(type.getName());
        }
    }
}
