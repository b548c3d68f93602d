package io.github.llmbeans.gigachat.cdi;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;

/** A container's JNDI, as far as something is looked up in it. */
public final class FakeNaming implements InitialContextFactory, AutoCloseable {
    private static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

    /** Called by JNDI. */
    public FakeNaming() {}

    static FakeNaming open() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, FakeNaming.class.getName());
        return new FakeNaming();
    }

    FakeNaming bind(String name, Object value) {
        BOUND.put(name, value);
        return this;
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        return (Context) Proxy.newProxyInstance(
                FakeNaming.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, args) -> {
                    if (!method.getName().equals("lookup")) {
                        return null;
                    }
                    Object found = BOUND.get(args[0].toString());
                    if (found == null) {
                        throw new NameNotFoundException(args[0].toString());
                    }
                    return found;
                });
    }

    @Override
    public void close() {
        BOUND.clear();
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }
}
