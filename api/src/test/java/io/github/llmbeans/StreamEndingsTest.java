package io.github.llmbeans;

import static io.github.llmbeans.StreamedProvider.STARTED;
import static io.github.llmbeans.StreamedProvider.gives;
import static io.github.llmbeans.StreamedProvider.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.internal.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ends of a stream that meet something else that happens at the same moment, or that nobody waits for. */
@Timeout(60)
class StreamEndingsTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private final LogCapture log = new LogCapture();
    private final StreamedProvider provider = new StreamedProvider();

    @AfterEach
    void close() {
        provider.close();
        log.close();
    }

    private RecordingSubscriber subscribed(RecordingSubscriber subscriber, String... stop) {
        provider.generateStream("hi", GenerationParams.builder().stop(stop).build())
                .subscribe(subscriber);
        return subscriber;
    }

    private static void assertClosedWith(String text, Throwable failure) {
        assertThat(failure)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("was closed during the stream");
        assertThat(((ProviderException) failure).partialResponse())
                .map(ChatResponse::text)
                .contains(text);
    }

    @Test
    void aProviderThatIsClosedWhileAPieceIsComingInTellsItsSubscriberWithoutDemand() throws InterruptedException {
        provider.streams(gives(STARTED), () -> {
            CompletableFuture.runAsync(provider::close).join();
            return text("a");
        });
        RecordingSubscriber subscriber = subscribed(new RecordingSubscriber(1));

        assertClosedWith("a", subscriber.awaitFailure());
        assertThat(subscriber.signals()).containsExactly("a", "<error>");
    }

    @Test
    void aProviderThatIsClosedTellsItsSubscriberAlsoWhenTextWasHeldBack() throws InterruptedException {
        provider.streams(gives(STARTED), gives(text("on E")));
        RecordingSubscriber subscriber = subscribed(new RecordingSubscriber(2), "END");
        provider.blocked.await();

        provider.close();

        assertClosedWith("on E", subscriber.awaitFailure());
        assertThat(subscriber.signals()).containsExactly("on ", "E", "<error>");
    }

    @Test
    void aSubscriberThatAsksJustWhenTheProviderIsClosedIsToldWhatCame() throws InterruptedException {
        provider.streams(gives(STARTED), gives(text("a"))).streams(gives(STARTED), gives(text("a")));
        List<RecordingSubscriber> both = List.of(subscribedAndRead(), subscribedAndRead());
        // Whoever is told first makes the other one ask.
        both.get(0).onFailure(() -> both.get(1).subscription().request(1));
        both.get(1).onFailure(() -> both.get(0).subscription().request(1));

        provider.close();

        for (RecordingSubscriber each : both) {
            assertClosedWith("a", each.awaitFailure());
        }
    }

    private RecordingSubscriber subscribedAndRead() throws InterruptedException {
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        RecordingSubscriber subscriber =
                subscribed(new RecordingSubscriber(1).onPiece(piece -> reader.complete(Thread.currentThread())));
        reader.join().join();
        return subscriber;
    }

    @Test
    void theDeadlineOfTheWholeStreamCountsAlsoWhileNobodyAsks() throws InterruptedException {
        provider.whole = SHORT;
        provider.streams(gives(STARTED), gives(text("a")), gives(text("b")));
        RecordingSubscriber subscriber = subscribed(new RecordingSubscriber(1));

        assertThat(subscriber.awaitFailure())
                .isExactlyInstanceOf(ProviderTimeoutException.class)
                .hasMessageContaining("had not ended its stream within");
        assertThat(provider.closed).hasPositiveValue();
        assertThat(subscriber.signals()).containsExactly("a", "<error>");
    }

    @Test
    void aSubscriberThatFailsInItsEndDoesNotKeepTheProviderFromClosing() throws InterruptedException {
        provider.streams(gives(STARTED), gives(text("a"))).streams(gives(STARTED), gives(text("b")));
        for (int i = 0; i < 2; i++) {
            CompletableFuture<Thread> reading = new CompletableFuture<>();
            provider.generateStream("hi", GenerationParams.defaults()).subscribe(new Rude(reading));
            reading.join().join();
        }

        provider.close();

        assertThat(provider.released).isTrue();
        assertThat(provider.closed).hasValueGreaterThanOrEqualTo(2);
    }

    /** Throws when the stream fails, against the rules. */
    private record Rude(CompletableFuture<Thread> reader) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(String piece) {
            reader.complete(Thread.currentThread());
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException("rude");
        }

        @Override
        public void onComplete() {}
    }

    @Test
    void anIllegalDemandEndsAStreamThatIsBlocked() throws InterruptedException {
        provider.streams(gives(STARTED), gives(text("a")));
        RecordingSubscriber subscriber = subscribed(new RecordingSubscriber(2));
        provider.blocked.await();

        subscriber.subscription().request(0);

        assertThat(subscriber.awaitFailure()).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(provider.closed).hasPositiveValue();
    }
}
