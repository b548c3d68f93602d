package io.github.llmbeans.gigachat.cdi;

import java.util.function.Supplier;

/** The application's class loader: what belongs to the application may be called from a thread that has another or none. */
record ContextClassLoader(ClassLoader loader) {
    /** What JAX-RS resources see in TomEE; it asks the application's, but finds that on their own thread only. */
    private static final String BOUND_TO_ITS_THREAD =
            "org.apache.openejb.server.cxf.transport.util.CxfContainerClassLoader";

    static ContextClassLoader current() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        boolean bound = loader != null && loader.getClass().getName().equals(BOUND_TO_ITS_THREAD);
        return new ContextClassLoader(bound ? ContextClassLoader.class.getClassLoader() : loader);
    }

    void run(Runnable task) {
        get(() -> {
            task.run();
            return loader;
        });
    }

    <T> T get(Supplier<T> task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return task.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
