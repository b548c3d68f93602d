package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * A provider from configuration as the container decorates it. A class and not a factory's product, since the container
 * puts the decorators of an application around the former only.
 */
class ConfiguredProvider extends DelegatingProvider {
    /** Whatever the application brings; what is made for this provider goes with it. */
    @Inject
    @Any
    Instance<Object> beans;

    /** Who answers; set by {@link ProviderBean} before anybody calls. */
    BaseProvider provider;

    ConfiguredProvider() {}

    @Override
    BaseProvider provider() {
        return provider;
    }
}
