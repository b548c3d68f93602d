package io.github.llmbeans.gigachat.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that all end at once when the simulator is closed. */
final class Pause {

    private final CountDownLatch closing = new CountDownLatch(1);

    void hold(Duration time) {
        try {
            closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void endAll() {
        closing.countDown();
    }
}
