package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.internal.CallersLoader;
import java.util.function.Supplier;

/** The application's class loader: what belongs to the application may be called from a thread that has another or none. */
record ContextClassLoader(ClassLoader loader) {
    static ContextClassLoader current() {
        return new ContextClassLoader(CallersLoader.current());
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
