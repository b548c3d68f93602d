package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.AsyncContext;
import io.github.llmbeans.gigachat.internal.config.SettingReader;
import jakarta.enterprise.concurrent.ContextService;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Threads and context by Jakarta Concurrency, found in JNDI. */
final class JakartaContext implements ManagedContexts.Standard {
    static final String DEFAULT_EXECUTOR = "java:comp/DefaultManagedExecutorService";
    static final String DEFAULT_CONTEXT = "java:comp/DefaultContextService";

    private static final System.Logger LOG = System.getLogger(JakartaContext.class.getName());

    private final String setting;
    private final @Nullable String configured;
    private final AtomicBoolean told = new AtomicBoolean();

    JakartaContext(String setting, @Nullable String configured) {
        this.setting = setting;
        this.configured = configured;
    }

    @Override
    public @Nullable AsyncContext captured() {
        Executor managed = executor();
        ContextService contexts = lookUp(ContextService.class, DEFAULT_CONTEXT);
        if (managed == null || contexts == null) {
            return null;
        }
        Executor context = current(contexts);
        // One of its own, since a proxy may know one place only at a time.
        Executor handingOver = current(contexts);
        // Handed over in the caller's context, too: an executor of an application wants to be called by one.
        return new AsyncContext(task -> handingOver.execute(() -> managed.execute(task)), context);
    }

    /** Before Jakarta EE 10 an executor of the current context is a proxy of one. */
    private static Executor current(ContextService contexts) {
        try {
            return contexts.currentContextExecutor();
        } catch (NoSuchMethodError concurrency2) {
            return contexts.createContextualProxy(Runnable::run, Executor.class);
        }
    }

    private @Nullable Executor executor() {
        if (configured != null) {
            Executor named = lookUp(Executor.class, configured);
            if (named != null) {
                return named;
            }
            if (told.compareAndSet(false, true)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        setting + " must be the JNDI name of a managed executor, or none; there is none under \""
                                + SettingReader.shown(configured) + "\", so the container's default is used");
            }
        }
        return lookUp(Executor.class, DEFAULT_EXECUTOR);
    }

    private static <T> @Nullable T lookUp(Class<T> type, String name) {
        try {
            Object found = InitialContext.doLookup(name);
            return type.isInstance(found) ? type.cast(found) : null;
        } catch (NamingException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "Not in JNDI: " + SettingReader.shown(name));
            return null;
        }
    }
}
