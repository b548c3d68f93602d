package io.github.llmbeans.gigachat.internal;

import org.jspecify.annotations.Nullable;

/** The class loader of whoever calls, in a form that other threads can be given. */
public final class CallersLoader {
    /** What JAX-RS resources see in TomEE; it asks the application's, but finds that on their own thread only. */
    private static final String BOUND_TO_ITS_THREAD =
            "org.apache.openejb.server.cxf.transport.util.CxfContainerClassLoader";

    private CallersLoader() {}

    /** The context class loader of the thread, or that of the provider in place of one which is of no use elsewhere. */
    public static @Nullable ClassLoader current() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        boolean bound = loader != null && loader.getClass().getName().equals(BOUND_TO_ITS_THREAD);
        return bound ? CallersLoader.class.getClassLoader() : loader;
    }
}
