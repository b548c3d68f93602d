package io.github.llmbeans.internal;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for an item and waits for it anyway may say so while it asks: then it can be read on the asking thread, and needs
 * no other one. Goes through whatever stands between the one who asks and the one who reads, as long as they hand a request
 * on at once. Holds for one request: whoever reads takes it, so that nobody further in is asked in the same way.
 */
final class Waiting {
    private static final ThreadLocal<@Nullable BooleanSupplier> ASKING = new ThreadLocal<>();

    private Waiting() {}

    /** Asks, as somebody who waits until it has what it wants. */
    static void ask(BooleanSupplier stillWaits, Runnable asking) {
        ASKING.set(stillWaits);
        try {
            asking.run();
        } finally {
            ASKING.remove();
        }
    }

    /** Tells whether the one still waits who is asking on this thread; {@code null} if nobody does. */
    static @Nullable BooleanSupplier take() {
        BooleanSupplier stillWaits = ASKING.get();
        if (stillWaits != null) {
            ASKING.remove();
        }
        return stillWaits;
    }
}
