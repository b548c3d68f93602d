package io.github.llmbeans;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock that moves only when a test moves it. */
final class FakeClock implements LongSupplier {
    private final AtomicLong nanos;

    FakeClock() {
        this(0);
    }

    FakeClock(long startNanos) {
        nanos = new AtomicLong(startNanos);
    }

    void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }
}
