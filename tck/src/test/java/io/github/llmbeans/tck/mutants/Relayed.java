package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.StreamEvent;
import java.util.concurrent.Flow;

/** Passes the signals of a stream on; a mutant overrides one method. */
class Relayed implements Flow.Subscriber<StreamEvent> {
    protected final Flow.Subscriber<? super StreamEvent> to;

    Relayed(Flow.Subscriber<? super StreamEvent> to) {
        this.to = to;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        to.onSubscribe(subscription);
    }

    @Override
    public void onNext(StreamEvent event) {
        to.onNext(event);
    }

    @Override
    public void onError(Throwable failure) {
        to.onError(failure);
    }

    @Override
    public void onComplete() {
        to.onComplete();
    }
}
