package io.github.llmbeans.gigachat.internal;

/** Joins where a failure arose with who waited for it, so that a log shows the caller's own code. */
final class StackTraces {
    private StackTraces() {}

    static StackTraceElement[] joined(StackTraceElement[] worker, StackTraceElement[] caller) {
        StackTraceElement[] all = new StackTraceElement[worker.length + 1 + caller.length];
        System.arraycopy(worker, 0, all, 0, worker.length);
        all[worker.length] = new StackTraceElement("", "-- called from --", null, -1);
        System.arraycopy(caller, 0, all, worker.length + 1, caller.length);
        return all;
    }
}
