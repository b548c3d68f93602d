package io.github.llmbeans.internal;

import java.util.List;

/** Keeps the failures that led to the last one. */
public final class Failures {
    private Failures() {}

    /** The last failure with the earlier ones as suppressed exceptions, each once. */
    public static <E extends Throwable> E withEarlier(E last, List<? extends Throwable> earlier) {
        for (Throwable e : earlier) {
            if (e != last && !holds(last, e)) {
                last.addSuppressed(e);
            }
        }
        return last;
    }

    private static boolean holds(Throwable last, Throwable e) {
        for (Throwable suppressed : last.getSuppressed()) {
            if (suppressed == e) {
                return true;
            }
        }
        return false;
    }
}
