package io.github.llmbeans.internal;

import java.util.concurrent.atomic.AtomicBoolean;

/** A machine on which no thread can be had for alarms, for as long as a test likes. */
public final class Starved {
    public final AtomicBoolean starved = new AtomicBoolean(true);

    public Alarms alarms(String provider) {
        return new Alarms(provider, task -> {
            if (starved.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread thread = new Thread(task, "starved-alarms");
            thread.setDaemon(true);
            return thread;
        });
    }
}
