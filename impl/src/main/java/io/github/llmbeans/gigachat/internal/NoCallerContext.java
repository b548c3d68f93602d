package io.github.llmbeans.gigachat.internal;

import java.util.concurrent.Callable;

/** Where nobody traces. */
final class NoCallerContext implements CallerContext {
    @Override
    public <T> Callable<T> carried(Callable<T> work) {
        return work;
    }

    @Override
    public Runnable carried(Runnable work) {
        return work;
    }
}
