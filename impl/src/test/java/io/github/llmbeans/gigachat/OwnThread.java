package io.github.llmbeans.gigachat;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Somebody who asks beside the test. Not on the common pool: with two processors that has one thread, and since Java 25 the
 * JDK's HTTP client, and CXF with it, hands its answers over there.
 */
public final class OwnThread {
    private OwnThread() {}

    /** Does something on a new thread. */
    public static <T> CompletableFuture<T> call(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, "caller");
            thread.setDaemon(true);
            thread.start();
        });
    }
}
