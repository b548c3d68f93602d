package io.github.llmbeans.tck;

import io.github.llmbeans.BaseProvider;

/** A running container, or the one that the kit runs in, which gives out the provider under test as beans. */
public interface ProviderContainer extends AutoCloseable {

    /**
     * What {@code @Inject BaseProvider} gives.
     *
     * @return the reference as a bean would get it
     */
    BaseProvider injected();

    /**
     * What {@code @Inject @NamedProvider(name) BaseProvider} gives.
     *
     * @param name the configured name
     * @return the reference as a bean would get it
     */
    BaseProvider injected(String name);

    /** Ends the container, or does nothing if the kit runs in it. */
    @Override
    void close();
}
