package io.github.llmbeans;

import java.util.concurrent.Flow;

/** Makes events of texts: a beginning when something is first asked for, each text, and an end. For tests, without rigour. */
final class TextEvents implements Flow.Subscriber<String> {
    private final Flow.Subscriber<? super StreamEvent> subscriber;
    private final ProviderInfo info;
    private final StringBuilder text = new StringBuilder();

    TextEvents(Flow.Subscriber<? super StreamEvent> subscriber, ProviderInfo info) {
        this.subscriber = subscriber;
        this.info = info;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(String piece) {
        if (text.isEmpty()) {
            subscriber.onNext(new StreamEvent.Started(info.name(), info.model(), null, null));
        }
        text.append(piece);
        subscriber.onNext(new StreamEvent.Text(piece));
    }

    @Override
    public void onError(Throwable failure) {
        subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
        subscriber.onNext(new StreamEvent.Finished(ChatResponse.builder(text.toString(), info.name(), info.model())
                .usage(new Usage(1, 2, 3, 0))
                .build()));
        subscriber.onComplete();
    }
}
