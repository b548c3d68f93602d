package io.github.llmbeans.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;

/** Writes down every signal in order, and notices signals that overlap. */
public final class RecordingSubscriber implements Flow.Subscriber<String> {
    private final long firstRequest;
    private final List<String> signals = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger signalsNow = new AtomicInteger();
    private volatile boolean overlapped;
    private volatile Throwable failure;
    private volatile Flow.Subscription subscription;
    private volatile Consumer<String> onPiece = piece -> {};
    private volatile Runnable onSubscribed = () -> {};
    private volatile Runnable onFailure = () -> {};

    /** Asks for so many pieces as soon as it is subscribed; 0 for none. */
    public RecordingSubscriber(long firstRequest) {
        this.firstRequest = firstRequest;
    }

    /** Does something more when a piece comes. */
    public RecordingSubscriber onPiece(Consumer<String> action) {
        onPiece = action;
        return this;
    }

    /** Does something more after it has asked for the first pieces, while it is still being told of the subscription. */
    public RecordingSubscriber onSubscribed(Runnable action) {
        onSubscribed = action;
        return this;
    }

    /** Does something more when the stream fails. */
    public RecordingSubscriber onFailure(Runnable action) {
        onFailure = action;
        return this;
    }

    public Flow.Subscription subscription() {
        return subscription;
    }

    /** The signals so far: pieces as they are, then {@code <complete>} or {@code <error>}. */
    public List<String> signals() {
        Assertions.assertThat(overlapped).as("signals overlapped").isFalse();
        return signals;
    }

    /** Waits for the failure that ends the stream. */
    public Throwable awaitFailure() throws InterruptedException {
        awaitEnd();
        Assertions.assertThat(failure).as("failure after %s", signals).isNotNull();
        return failure;
    }

    /** Waits for the end of the stream. */
    public RecordingSubscriber awaitEnd() throws InterruptedException {
        Assertions.assertThat(ended.await(30, TimeUnit.SECONDS))
                .as("end after %s", signals)
                .isTrue();
        return this;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        signal(() -> {
            subscription = given;
            if (firstRequest != 0) {
                given.request(firstRequest);
            }
            onSubscribed.run();
        });
    }

    @Override
    public void onNext(String piece) {
        signal(() -> {
            signals.add(piece);
            onPiece.accept(piece);
        });
    }

    @Override
    public void onError(Throwable thrown) {
        signal(() -> {
            failure = thrown;
            signals.add("<error>");
            onFailure.run();
        });
        ended.countDown();
    }

    @Override
    public void onComplete() {
        signal(() -> signals.add("<complete>"));
        ended.countDown();
    }

    private void signal(Runnable action) {
        if (signalsNow.incrementAndGet() > 1) {
            overlapped = true;
        }
        try {
            action.run();
        } finally {
            signalsNow.decrementAndGet();
        }
    }
}
