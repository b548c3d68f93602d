package io.github.llmbeans.gigachat.conformance;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;

/** A bean that an application brings, made by the kit. */
class GivenBean<T> implements Extension {
    private final Class<T> type;
    private final T bean;

    GivenBean(Class<T> type, T bean) {
        this.type = type;
        this.bean = bean;
    }

    void add(@Observes AfterBeanDiscovery discovery) {
        discovery.<T>addBean().types(type, Object.class).scope(Singleton.class).createWith(context -> bean);
    }
}
