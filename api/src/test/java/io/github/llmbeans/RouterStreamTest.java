package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.llmbeans.internal.RecordingSubscriber;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams and asynchronous calls through a router. */
@Timeout(30)
class RouterStreamTest {
    private static final GenerationParams DEFAULTS = GenerationParams.defaults();

    private final StubProvider a = new StubProvider("a");
    private final StubProvider b = new StubProvider("b");
    private final Router router = new Router("main").addProvider(a).addProvider(b);

    private RecordingSubscriber stream() {
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
        router.generateStream("hi", DEFAULTS).subscribe(subscriber);
        return subscriber;
    }

    @Test
    void aProviderWithoutStreamingGivesItsAnswerAsOnePiece() throws InterruptedException {
        assertThat(stream().awaitEnd().signals()).containsExactly("from a", "<complete>");
        assertThat(b.requests).isEmpty();
    }

    @Test
    void aProviderThatFailsBeforeItsFirstPieceIsFollowed() throws InterruptedException {
        a.failsWith(StubProvider.failure("a"));

        assertThat(stream().awaitEnd().signals()).containsExactly("from b", "<complete>");
    }

    @Test
    void piecesOfAStreamingProviderComeAsTheyAreWritten() throws InterruptedException {
        SubmissionPublisher<String> pieces = new SubmissionPublisher<>(Runnable::run, 16);
        a.stream = pieces;
        RecordingSubscriber subscriber = stream();
        pieces.submit("one ");
        assertThat(subscriber.signals()).containsExactly("one ");
        pieces.submit("two");
        pieces.close();

        assertThat(subscriber.awaitEnd().signals()).containsExactly("one ", "two", "<complete>");
    }

    @Test
    void afterTheFirstPieceThereIsNoChangeOfProvider() throws InterruptedException {
        ProviderException failure = StubProvider.failure("a");
        SubmissionPublisher<String> pieces = new SubmissionPublisher<>(Runnable::run, 16);
        a.stream = pieces;
        RecordingSubscriber subscriber = stream();
        pieces.submit("half an ans");
        pieces.closeExceptionally(failure);

        assertThat(subscriber.awaitFailure()).isSameAs(failure);
        assertThat(subscriber.signals()).containsExactly("half an ans", "<error>");
        assertThat(b.requests).isEmpty();
    }

    @Test
    void whenAllFailTheLastFailureCarriesTheOthers() throws InterruptedException {
        ProviderException first = StubProvider.failure("a");
        ProviderException second = StubProvider.failure("b");
        a.failsWith(first);
        b.failsWith(second);

        assertThat(stream().awaitFailure()).isSameAs(second).hasSuppressedException(first);
    }

    @Test
    void anInterruptOrADefectIsNotFollowed() throws InterruptedException {
        ProviderException interrupt = new ProviderInterruptedException("given up", Failure.of("a"));
        a.failsWith(interrupt);
        assertThat(stream().awaitFailure()).isSameAs(interrupt);

        ArithmeticException defect = new ArithmeticException();
        a.failsWith(defect);
        assertThat(stream().awaitFailure()).isSameAs(defect);
        assertThat(b.requests).isEmpty();
    }

    @Test
    void aStreamThatNobodyReadsAsksNobody() {
        router.generateStream("hi", DEFAULTS).subscribe(new RecordingSubscriber(0));

        assertThat(a.requests).isEmpty();
    }

    @Test
    void cancellingInterruptsTheProviderThatIsAsked() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        a.failsWith(StubProvider.failure("a"));
        b.chat = request -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new ProviderInterruptedException("given up", Failure.of("b"));
        };
        RecordingSubscriber subscriber = stream();
        started.await();

        subscriber.subscription().cancel();

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(subscriber.signals()).isEmpty();
    }

    @Test
    void aClosedOrEmptyRouterFailsTheStream() throws InterruptedException {
        router.close();
        assertThat(stream().awaitFailure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Router 'main' is closed");

        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        new Router("empty").generateStream("hi", DEFAULTS).subscribe(subscriber);
        assertThat(subscriber.awaitFailure()).hasMessageContaining("has no providers");
    }

    @Test
    void nullsAreNamedAtOnce() {
        assertThatNullPointerException()
                .isThrownBy(() -> router.generateStream(null, DEFAULTS))
                .withMessage("prompt must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> router.generateStream("hi", null))
                .withMessage("params must not be null");
    }

    @Test
    void anAsynchronousFailureIsTheLastOneItself() throws Exception {
        ProviderException last = StubProvider.failure("b");
        a.failsWith(StubProvider.failure("a"));
        b.failsWith(last);
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        router.generateAsync("hi", DEFAULTS).whenComplete((text, e) -> seen.complete(e));

        assertThat(seen.get()).isSameAs(last);
        router.close();
        assertThat(router.chatAsync(ChatRequest.of("hi")))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMemberThatBreaksWithAnErrorEndsTheStreamWithIt() throws Exception {
        AssertionError broken = new AssertionError("broken");
        StubProvider breaking = new StubProvider("breaking");
        breaking.stream = subscriber -> {
            throw broken;
        };
        RecordingSubscriber subscriber = new RecordingSubscriber(1);

        new Router("main")
                .addProvider(breaking)
                .addProvider(new StubProvider("other"))
                .generateStream("hi", GenerationParams.defaults())
                .subscribe(subscriber);

        assertThat(subscriber.signals()).containsExactly("<error>");
        assertThat(subscriber.awaitFailure()).isSameAs(broken);
    }
}
