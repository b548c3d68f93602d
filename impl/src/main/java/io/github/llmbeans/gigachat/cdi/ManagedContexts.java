package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.AsyncContext;
import io.github.llmbeans.gigachat.internal.OptionalApis;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the threads of the container and the context of the caller, by whatever standard the container has: Jakarta
 * Concurrency, else MicroProfile Context Propagation, else just its class loader. Looked up at each call, since what {@code java:comp}
 * is depends on who calls.
 */
final class ManagedContexts implements Supplier<AsyncContext> {
    /** As the value of {@code gigachat.executor}: stages complete on the provider's own threads. */
    static final String NONE = "none";

    private static final System.Logger LOG = System.getLogger(ManagedContexts.class.getName());

    /** One standard; {@code null} where the container has nothing for this caller. */
    interface Standard {
        @Nullable
        AsyncContext captured();
    }

    private final List<Standard> standards;

    ManagedContexts(List<Standard> standards) {
        this.standards = standards;
    }

    /**
     * As configured.
     *
     * @param setting its name as it stands in the configuration, for messages
     * @param jndiName its value, {@code null} for the container's default executor
     */
    static Supplier<AsyncContext> of(String setting, @Nullable String jndiName) {
        if (NONE.equals(jndiName)) {
            return AsyncContext::none;
        }
        List<Standard> present = new ArrayList<>();
        // The classes behind are loaded only if their APIs are there.
        if (OptionalApis.isPresent("jakarta.enterprise.concurrent.ContextService")) {
            present.add(new JakartaContext(setting, jndiName));
        }
        if (OptionalApis.isPresent("org.eclipse.microprofile.context.ThreadContext")) {
            present.add(new MicroProfileContext());
        }
        present.add(ManagedContexts::classLoader);
        return new ManagedContexts(present);
    }

    /** The threads are the provider's then, and not of the application; with its class loader they reach its beans. */
    private static AsyncContext classLoader() {
        ContextClassLoader caller = ContextClassLoader.current();
        return new AsyncContext(Runnable::run, caller::run);
    }

    @Override
    public AsyncContext get() {
        return ContextClassLoader.current().get(this::captured);
    }

    private AsyncContext captured() {
        for (Standard standard : standards) {
            try {
                AsyncContext captured = standard.captured();
                if (captured != null) {
                    return captured;
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.log(System.Logger.Level.DEBUG, "The container cannot capture the context of a call", e);
            }
        }
        return AsyncContext.none();
    }
}
