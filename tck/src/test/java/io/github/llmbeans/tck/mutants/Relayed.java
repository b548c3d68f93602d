package io.github.llmbeans.tck.mutants;

import java.util.concurrent.Flow;

/** Passes the signals of a stream on, and what its subscriber says back; a mutant overrides one method. */
class Relayed<T> implements Flow.Subscriber<T>, Flow.Subscription {
    protected final Flow.Subscriber<? super T> to;
    protected volatile Flow.Subscription from;

    Relayed(Flow.Subscriber<? super T> to) {
        this.to = to;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        from = subscription;
        to.onSubscribe(this);
    }

    @Override
    public void onNext(T item) {
        to.onNext(item);
    }

    @Override
    public void onError(Throwable failure) {
        to.onError(failure);
    }

    @Override
    public void onComplete() {
        to.onComplete();
    }

    @Override
    public void request(long n) {
        from.request(n);
    }

    @Override
    public void cancel() {
        from.cancel();
    }
}
