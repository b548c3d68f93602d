package io.github.llmbeans.gigachat.health;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ChatResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The probes of all providers of an application, and the threads of the checks under way. Thread-safe. */
public final class ProviderHealth implements AutoCloseable {
    private final Function<String, BaseProvider> providers;
    private final Function<String, Duration> limits;
    private final Duration interval;
    private final LongSupplier nanoTime;
    private final ClassLoader application;
    private final Map<String, Probe> probes = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Without any probe yet.
     *
     * @param providers the provider of a name; may make it at this moment
     * @param limits how long a check of the provider of a name may take
     * @param interval how long what a check has found holds
     * @param application the class loader of the application, for what runs on other threads
     */
    public ProviderHealth(
            Function<String, BaseProvider> providers,
            Function<String, Duration> limits,
            Duration interval,
            LongSupplier nanoTime,
            ClassLoader application) {
        this.providers = providers;
        this.limits = limits;
        this.interval = interval;
        this.nanoTime = nanoTime;
        this.application = application;
    }

    /** The one probe of a provider; asks nothing yet. */
    public Probe probe(String name) {
        return probes.computeIfAbsent(
                name,
                absent -> new Probe(
                        () -> provider(name).healthCheck(),
                        limits.apply(name),
                        interval,
                        nanoTime,
                        check -> start(name, check)));
    }

    BaseProvider provider(String name) {
        return providers.apply(name);
    }

    /** Told of the calls of a provider: an answered one is a proof of its health. */
    public CallObserver observer(String name) {
        Probe probe = probe(name);
        CallObservation watching = new CallObservation() {
            @Override
            public void answered(@Nullable ChatResponse answer) {
                probe.proved();
            }
        };
        return call -> watching;
    }

    private void start(String name, Runnable check) {
        if (closed) {
            throw new RejectedExecutionException("The application has ended");
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        check.run();
                    } finally {
                        threads.remove(Thread.currentThread());
                    }
                },
                "llmbeans-" + name + "-health");
        thread.setDaemon(true);
        thread.setContextClassLoader(application);
        threads.add(thread);
        thread.start();
    }

    /** Ends the checks under way; there are no others afterwards. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
