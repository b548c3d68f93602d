package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FailoverPublisherTest {
    private static final IllegalStateException PASSING = new IllegalStateException("may be followed");
    private static final ArithmeticException FINAL = new ArithmeticException("may not be followed");

    /** A source that a test drives by hand. */
    private static final class Source implements Flow.Publisher<String> {
        private final List<Long> requests = new ArrayList<>();
        private Flow.Subscriber<? super String> subscriber;
        private boolean cancelled;

        @Override
        public void subscribe(Flow.Subscriber<? super String> given) {
            subscriber = given;
            given.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    requests.add(n);
                    if (n <= 0) {
                        subscriber.onError(new IllegalArgumentException("was " + n));
                    }
                }

                @Override
                public void cancel() {
                    cancelled = true;
                }
            });
        }
    }

    private final Source first = new Source();
    private final Source second = new Source();
    private final AtomicInteger lookups = new AtomicInteger();
    private List<Supplier<Flow.Publisher<String>>> sources = List.of(() -> first, () -> second);
    private RuntimeException late;
    private boolean refuses;
    private final FailoverPublisher<String> publisher = new FailoverPublisher<>(() -> {
        lookups.incrementAndGet();
        return CompletableFuture.completedStage(known());
    });

    private Sources<Flow.Publisher<String>> known() {
        return new Sources<>(
                sources.stream()
                        .map(source ->
                                new Sources.Source<>(source, () -> refuses, e -> e instanceof IllegalStateException))
                        .toList(),
                failed -> late);
    }

    private RecordingSubscriber subscribe(long firstRequest) {
        RecordingSubscriber subscriber = new RecordingSubscriber(firstRequest);
        publisher.subscribe(subscriber);
        return subscriber;
    }

    @Test
    void nothingHappensUntilSomebodyAsks() {
        RecordingSubscriber subscriber = subscribe(0);
        assertThat(lookups).hasValue(0);

        subscriber.subscription().request(2);

        assertThat(lookups).hasValue(1);
        assertThat(first.requests).containsExactly(2L);
        assertThat(second.subscriber).isNull();
    }

    @Test
    void piecesComeThroughAsTheyAreAskedFor() {
        RecordingSubscriber subscriber = subscribe(1);
        first.subscriber.onNext("a");
        subscriber.subscription().request(3);
        first.subscriber.onNext("b");
        first.subscriber.onComplete();

        assertThat(first.requests).containsExactly(1L, 3L);
        assertThat(subscriber.signals()).containsExactly("a", "b", "<complete>");
    }

    @Test
    void aFailureBeforeTheFirstPieceLeadsToTheNextSourceWithEverythingAskedSoFar() {
        RecordingSubscriber subscriber = subscribe(1);
        subscriber.subscription().request(2);
        first.subscriber.onError(PASSING);
        subscriber.subscription().request(4);
        second.subscriber.onNext("b");
        second.subscriber.onComplete();

        assertThat(second.requests).containsExactly(3L, 4L);
        assertThat(subscriber.signals()).containsExactly("b", "<complete>");
    }

    @Test
    void aFailureAfterTheFirstPieceEndsTheStream() throws InterruptedException {
        RecordingSubscriber subscriber = subscribe(9);
        first.subscriber.onNext("a");
        first.subscriber.onError(PASSING);

        assertThat(subscriber.awaitFailure()).isSameAs(PASSING);
        assertThat(subscriber.signals()).containsExactly("a", "<error>");
        assertThat(second.subscriber).isNull();
    }

    @Test
    void aFailureThatMayNotBeFollowedEndsTheStream() throws InterruptedException {
        RecordingSubscriber subscriber = subscribe(1);
        first.subscriber.onError(FINAL);

        assertThat(subscriber.awaitFailure()).isSameAs(FINAL);
        assertThat(second.subscriber).isNull();
    }

    @Test
    void theLastFailureCarriesTheEarlierOnes() throws InterruptedException {
        IllegalStateException last = new IllegalStateException("last");
        RecordingSubscriber subscriber = subscribe(1);
        first.subscriber.onError(PASSING);
        second.subscriber.onError(last);

        assertThat(subscriber.awaitFailure()).isSameAs(last).hasSuppressedException(PASSING);
    }

    @Test
    void anEmptyStreamIsAnAnswerToo() {
        RecordingSubscriber subscriber = subscribe(1);
        first.subscriber.onComplete();

        assertThat(subscriber.signals()).containsExactly("<complete>");
        assertThat(second.subscriber).isNull();
    }

    @Test
    void aSourceThatCannotBeginIsFollowedToo() {
        sources = List.of(
                () -> {
                    throw PASSING;
                },
                () -> second);
        RecordingSubscriber subscriber = subscribe(1);
        second.subscriber.onNext("b");

        assertThat(subscriber.signals()).containsExactly("b");
    }

    @Test
    void sourcesThatCannotBeLookedUpFailTheStream() throws InterruptedException {
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        new FailoverPublisher<String>(() -> {
                    throw PASSING;
                })
                .subscribe(subscriber);

        assertThat(subscriber.awaitFailure()).isSameAs(PASSING);
    }

    @Test
    void sourcesThatAreKnownLaterAreAskedThen() {
        CompletableFuture<Sources<Flow.Publisher<String>>> later = new CompletableFuture<>();
        RecordingSubscriber subscriber = new RecordingSubscriber(2);
        new FailoverPublisher<>(() -> later).subscribe(subscriber);
        subscriber.subscription().request(3);
        assertThat(first.subscriber).isNull();

        later.complete(known());

        assertThat(first.requests).containsExactly(5L);
        first.subscriber.onNext("a");
        first.subscriber.onComplete();
        assertThat(subscriber.signals()).containsExactly("a", "<complete>");
    }

    @Test
    void sourcesThatAreKnownAfterACancelAreNotAsked() {
        CompletableFuture<Sources<Flow.Publisher<String>>> later = new CompletableFuture<>();
        RecordingSubscriber subscriber = new RecordingSubscriber(2);
        new FailoverPublisher<>(() -> later).subscribe(subscriber);
        subscriber.subscription().cancel();

        later.complete(known());

        assertThat(first.subscriber).isNull();
        assertThat(subscriber.signals()).isEmpty();
    }

    @Test
    void sourcesThatCannotBeKnownLaterFailTheStreamWithTheReasonItself() throws InterruptedException {
        CompletableFuture<Sources<Flow.Publisher<String>>> later = new CompletableFuture<>();
        RecordingSubscriber subscriber = new RecordingSubscriber(2);
        new FailoverPublisher<>(() -> later.thenApply(known -> known)).subscribe(subscriber);

        later.completeExceptionally(PASSING);

        assertThat(subscriber.awaitFailure()).isSameAs(PASSING);
    }

    @Test
    void withoutTimeForTheNextSourceTheStreamFailsAndTellsOfAll() throws InterruptedException {
        RecordingSubscriber subscriber = subscribe(1);
        late = new IllegalArgumentException("late");
        first.subscriber.onError(PASSING);

        assertThat(subscriber.awaitFailure()).isSameAs(late);
        assertThat(late.getSuppressed()).containsExactly(PASSING);
        assertThat(second.subscriber).isNull();
    }

    @Test
    void aSourceThatRefusesNeedsNoTime() throws InterruptedException {
        refuses = true;
        late = new IllegalArgumentException("late");
        sources = List.of(() -> {
            throw PASSING;
        });

        assertThat(subscribe(1).awaitFailure()).isSameAs(PASSING);
    }

    @Test
    void cancellingCancelsTheSourceThatGives() {
        RecordingSubscriber subscriber = subscribe(1);
        first.subscriber.onError(PASSING);
        subscriber.subscription().cancel();
        second.subscriber.onNext("late");
        second.subscriber.onError(FINAL);

        assertThat(second.cancelled).isTrue();
        assertThat(first.cancelled).isFalse();
        assertThat(subscriber.signals()).isEmpty();
    }

    @Test
    void afterACancelNoOtherSourceIsAsked() {
        RecordingSubscriber subscriber = subscribe(1);
        subscriber.subscription().cancel();
        first.subscriber.onError(PASSING);

        assertThat(second.subscriber).isNull();
        assertThat(subscriber.signals()).isEmpty();
    }

    @Test
    void cancellingBeforeAskingStartsNothing() {
        RecordingSubscriber subscriber = subscribe(0);
        subscriber.subscription().cancel();
        subscriber.subscription().request(1);

        assertThat(lookups).hasValue(0);
    }

    @Test
    void aCancelWhileASourceIsBeingFoundReachesIt() {
        RecordingSubscriber subscriber = new RecordingSubscriber(0);
        sources = List.of(() -> {
            subscriber.subscription().cancel();
            return first;
        });
        publisher.subscribe(subscriber);
        subscriber.subscription().request(1);

        assertThat(first.cancelled).isTrue();
        assertThat(first.requests).isEmpty();
    }

    @Test
    void askingForNoPieceIsRefusedByTheSource() throws InterruptedException {
        RecordingSubscriber subscriber = subscribe(0);
        subscriber.subscription().request(0);

        assertThat(subscriber.awaitFailure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("was 0");
    }

    @Test
    void moreThanEverCanBeAskedForStaysAllThereIs() {
        RecordingSubscriber subscriber = subscribe(Long.MAX_VALUE);
        subscriber.subscription().request(Long.MAX_VALUE);
        first.subscriber.onError(PASSING);

        assertThat(second.requests).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void noSignalOvertakesTheSubscription() throws InterruptedException {
        sources = List.of(() -> subscriber -> {
            first.subscribe(subscriber);
            subscriber.onNext("a");
            subscriber.onComplete();
        });

        assertThat(subscribe(1).awaitEnd().signals()).containsExactly("a", "<complete>");
    }

    @Test
    void aNullSubscriberIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> publisher.subscribe(null))
                .withMessage("subscriber must not be null");
    }
}
