package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.internal.RecordingSubscriber;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of a provider that has no streaming of its own. */
@Timeout(30)
class AsyncStreamTest {
    private static final GenerationParams DEFAULTS = GenerationParams.defaults();

    private final ScriptedProvider provider = new ScriptedProvider();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final AtomicReference<Thread> caller = new AtomicReference<>();

    private ChatResponse hang() {
        caller.set(Thread.currentThread());
        started.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
            throw new ProviderInterruptedException("interrupted", Failure.of("scripted"), e);
        }
        return ScriptedProvider.ANSWER;
    }

    @Test
    void cancellingAStreamInterruptsTheCall() throws InterruptedException {
        provider.answers(this::hang);
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        provider.generateStream("hi", DEFAULTS).subscribe(subscriber);
        started.await();

        subscriber.subscription().cancel();

        interrupted.await();
        caller.get().join();
        assertThat(subscriber.signals()).isEmpty();
    }

    @Test
    void aProviderWithoutStreamingGivesTheWholeAnswerAsOnePiece() throws InterruptedException {
        provider.answers(() -> {
            caller.set(Thread.currentThread());
            return ScriptedProvider.ANSWER;
        });
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        provider.generateStream("hi", DEFAULTS).subscribe(subscriber);

        assertThat(subscriber.awaitEnd().signals()).containsExactly("an answer", "<complete>");
        assertThat(provider.requests)
                .containsExactly(ChatRequest.of("hi").toBuilder()
                        .timeout(provider.requests.get(0).timeout())
                        .build());
        caller.get().join();
    }

    @Test
    void aStreamThatNobodyReadsCallsNothing() {
        provider.generateStream("hi", DEFAULTS);
        provider.generateStream("hi", DEFAULTS).subscribe(new RecordingSubscriber(0));

        assertThat(provider.requests).isEmpty();
    }

    @Test
    void aStreamFailsWithTheExceptionItself() throws InterruptedException {
        RateLimitException failure = new RateLimitException("busy", Failure.of("scripted"));
        provider.failsWith(() -> failure);
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        provider.generateStream("hi", DEFAULTS).subscribe(subscriber);

        assertThat(subscriber.awaitFailure()).isSameAs(failure);
    }
}
