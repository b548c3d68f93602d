package io.github.llmbeans.sample.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;
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

    @Test
    void whetherTheKeyOfAProfileCountsIsAskedOfTheConfiguration() {
        MapConfig config = new MapConfig(Map.of("%test.gigachat.credentials", "x"));
        Credentials.areConfigured(config);
        assertThat(config.asked()).contains("gigachat.credentials");
    }

    @Test
    void aConfigurationThatRemembersWhatWasNotThereIsNotAskedForIt() {
        MapConfig config = new MapConfig(Map.of("gigachat.model", "GigaChat-2-Max", "gigachat.credentials", ""));
        assertThat(Credentials.areConfigured(config)).isFalse();
        assertThat(config.asked()).isEmpty();
    }

    /** As much of a configuration as is needed here; knows which single values it was asked for. */
    private record MapConfig(Map<String, String> values, List<String> asked) implements Config {
        MapConfig(Map<String, String> values) {
            this(values, new ArrayList<>());
        }

        @Override
        public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
            asked.add(name);
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
            return List.of(new MapSource(values));
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

    private record MapSource(Map<String, String> values) implements ConfigSource {
        @Override
        public Set<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public @Nullable String getValue(String name) {
            return values.get(name);
        }

        @Override
        public String getName() {
            return "map";
        }
    }
}
