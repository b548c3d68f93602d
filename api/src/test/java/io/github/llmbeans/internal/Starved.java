package io.github.llmbeans.internal;

import java.util.concurrent.atomic.AtomicBoolean;

/** A machine on which no thread can be started for alarms, for as long as a test likes. */
public final class Starved {
    public final AtomicBoolean starved = new AtomicBoolean(true);

    public Alarms alarms(String provider) {
        return new Alarms(provider, task -> new Thread(task, "starved-alarms") {
            @Override
            public void start() {
                if (starved.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                setDaemon(true);
                super.start();
            }
        });
    }
}
