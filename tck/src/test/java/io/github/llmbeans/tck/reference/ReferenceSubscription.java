package io.github.llmbeans.tck.reference;

import java.util.concurrent.Flow;

/** One subscriber's call: counts what was asked for, hands pieces over one by one, ends once. */
public class ReferenceSubscription implements Flow.Subscription {
    protected final ReferenceStream stream;
    protected final Flow.Subscriber<? super String> subscriber;
    private ReferenceLines lines;
    private Thread thread;
    private IllegalArgumentException badDemand;
    private long demand;
    private boolean open;
    private boolean cancelled;

    public ReferenceSubscription(ReferenceStream stream, Flow.Subscriber<? super String> subscriber) {
        this.stream = stream;
        this.subscriber = subscriber;
    }

    protected void begin() {
        subscriber.onSubscribe(this);
        synchronized (this) {
            open = true;
            startIfReady();
        }
    }

    @Override
    public void request(long n) {
        synchronized (this) {
            if (n <= 0) {
                badDemand = badDemand(n);
            } else {
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            }
            startIfReady();
            notifyAll();
        }
        if (n <= 0) {
            closeLines();
        }
    }

    protected IllegalArgumentException badDemand(long n) {
        return new IllegalArgumentException("at least one piece must be asked for, was " + n);
    }

    private void startIfReady() {
        if (open && thread == null && !cancelled && ready(demand > 0 || badDemand != null)) {
            thread = new Thread(this::run, "reference-stream");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Whether the call may begin. */
    protected boolean ready(boolean asked) {
        return asked;
    }

    private void run() {
        try {
            if (badDemand == null) {
                stream.run(this);
            }
            end(null);
        } catch (RuntimeException e) {
            end(e);
        }
    }

    private void end(RuntimeException failure) {
        RuntimeException seen = failure;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            seen = badDemand == null ? failure : badDemand;
            cancelled = true;
        }
        if (seen == null) {
            complete();
        } else {
            subscriber.onError(seen);
        }
    }

    protected void complete() {
        subscriber.onComplete();
    }

    /** Waits until a piece is asked for. {@code false} if none is wanted any more. */
    public boolean give(String piece) {
        if (piece.isEmpty()) {
            return true;
        }
        if (!wanted()) {
            return false;
        }
        subscriber.onNext(piece);
        return true;
    }

    protected synchronized boolean wanted() {
        while (demand == 0 && !cancelled && badDemand == null && !stream.provider.closed()) {
            try {
                wait(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        stream.requireOpen();
        demand = demand == Long.MAX_VALUE ? demand : demand - 1;
        return !cancelled && badDemand == null;
    }

    @Override
    public void cancel() {
        synchronized (this) {
            cancelled = true;
            notifyAll();
        }
        closeLines();
    }

    void closeOnCancel(ReferenceLines opened) {
        synchronized (this) {
            lines = opened;
        }
        if (cancelled()) {
            opened.close();
        }
    }

    protected synchronized boolean cancelled() {
        return cancelled || badDemand != null;
    }

    protected void closeLines() {
        ReferenceLines opened;
        synchronized (this) {
            opened = lines;
        }
        if (opened != null) {
            opened.close();
        }
    }
}
