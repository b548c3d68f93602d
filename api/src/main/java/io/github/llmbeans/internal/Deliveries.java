package io.github.llmbeans.internal;

import io.github.llmbeans.AsyncContext;
import io.github.llmbeans.ProviderException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Completes calls where their callers want it. When the threads meant for that refuse, are all busy or drop what they
 * have taken, as an executor of an application that ends may do, the outcome is delivered nevertheless.
 */
final class Deliveries implements AutoCloseable {
    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

    private final Alarms alarms;
    private final Executor otherwise;
    private final Set<Delivery> pending = ConcurrentHashMap.newKeySet();

    /** What is overdue after a second runs on the other executor. */
    Deliveries(Alarms alarms, Executor otherwise) {
        this.alarms = alarms;
        this.otherwise = otherwise;
    }

    void deliver(AsyncContext context, Runnable completion) {
        if (context == AsyncContext.none()) {
            completion.run();
            return;
        }
        Delivery delivery = new Delivery(context.context(), completion);
        pending.add(delivery);
        if (!delivery.wakeBy(alarm(delivery))) {
            delivery.run();
            return;
        }
        try {
            context.threads().execute(delivery);
        } catch (RuntimeException | Error refused) {
            delivery.run();
        }
    }

    private @Nullable Future<?> alarm(Delivery delivery) {
        try {
            return alarms.set(PATIENCE, () -> overdue(delivery));
        } catch (ProviderException noThread) {
            return null;
        }
    }

    private void overdue(Delivery delivery) {
        if (pending.contains(delivery)) {
            otherwise.execute(delivery);
        }
    }

    /** Delivers what is still under way; after the alarms have been closed. */
    @Override
    public void close() {
        pending.forEach(Delivery::run);
    }

    private final class Delivery implements Runnable {
        private final Executor context;
        private final Runnable completion;
        private final AtomicBoolean begun = new AtomicBoolean();
        private volatile @Nullable Future<?> alarm;

        Delivery(Executor context, Runnable completion) {
            this.context = context;
            this.completion = completion;
        }

        boolean wakeBy(@Nullable Future<?> waking) {
            alarm = waking;
            return waking != null;
        }

        @Override
        public void run() {
            if (!begun.compareAndSet(false, true)) {
                return;
            }
            pending.remove(this);
            Future<?> waking = alarm;
            if (waking != null) {
                waking.cancel(false);
            }
            try {
                context.execute(completion);
            } catch (RuntimeException | Error noContext) {
                completion.run();
            }
        }
    }
}
