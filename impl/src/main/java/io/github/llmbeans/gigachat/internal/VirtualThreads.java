package io.github.llmbeans.gigachat.internal;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The virtual threads of Java 21 and later, without needing Java 21 to be compiled. */
final class VirtualThreads {
    private VirtualThreads() {}

    /**
     * Makes virtual threads that inherit nothing: no thread locals and no class loader.
     *
     * @param name the threads are called {@code name-1}, {@code name-2} and so on
     * @return nothing if this Java has no virtual threads
     */
    static Optional<ThreadFactory> factory(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
            ThreadFactory threads = (ThreadFactory) type.getMethod("factory").invoke(builder);
            AtomicInteger number = new AtomicInteger();
            return Optional.of(task -> {
                Thread thread = threads.newThread(task);
                thread.setName(name + "-" + number.incrementAndGet());
                thread.setContextClassLoader(null);
                return thread;
            });
        } catch (NoSuchMethodException | ClassNotFoundException olderJava) {
            return Optional.empty();
        } catch (IllegalAccessException | InvocationTargetException preview) {
            // Java 19 and 20 have them only as a preview.
            return Optional.empty();
        }
    }
}
