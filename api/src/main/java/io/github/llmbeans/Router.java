package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Several providers that look like one: when one fails, the next one is asked. Thread-safe. */
public final class Router implements BaseProvider {
    private static final System.Logger LOGGER = System.getLogger(Router.class.getName());

    private final String name;
    private volatile List<BaseProvider> members = List.of();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A router without providers.
     *
     * @param name its name, not blank
     * @throws IllegalArgumentException if the name is blank
     */
    public Router(String name) {
        this.name = Checks.notBlank("name", name);
    }

    /**
     * Adds a provider, to be asked after those that are there already.
     *
     * @param provider the next provider; closed with the router
     * @return this
     * @throws IllegalArgumentException if a provider of the same name is there already
     * @throws IllegalStateException if the router is closed
     */
    public Router addProvider(BaseProvider provider) {
        return this;
    }

    /**
     * The providers in the order in which they are asked.
     *
     * @return an unmodifiable copy
     */
    public List<BaseProvider> providers() {
        return members;
    }

    @Override
    public ProviderInfo info() {
        return new ProviderInfo(name, "none", Set.of());
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        throw new IllegalStateException("Router '" + name + "' has no providers; add one with addProvider");
    }

    @Override
    public boolean healthCheck() {
        return false;
    }

    @Override
    public void close() {}
}
