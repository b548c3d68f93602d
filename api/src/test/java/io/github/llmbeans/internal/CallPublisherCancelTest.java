package io.github.llmbeans.internal;

import static io.github.llmbeans.internal.CallPublisherTest.onePiece;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallPublisherCancelTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final CompletableFuture<String> call = new CompletableFuture<>();
    private final CallPublisher<String, String> publisher = onePiece(() -> {
        calls.incrementAndGet();
        return call;
    });

    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void endTheThread() {
        threads.shutdownNow();
    }

    private RecordingSubscriber subscribe(long firstRequest) {
        RecordingSubscriber subscriber = new RecordingSubscriber(firstRequest);
        publisher.subscribe(subscriber);
        return subscriber;
    }

    @Test
    void cancellingCancelsTheCallAndEndsTheSignals() {
        RecordingSubscriber subscriber = subscribe(1);

        subscriber.subscription().cancel();

        assertThat(call).isCancelled();
        assertThat(subscriber.signals()).isEmpty();
    }

    @Test
    void cancellingBeforeAskingMeansNoCallAtAll() {
        RecordingSubscriber subscriber = subscribe(0);
        subscriber.subscription().cancel();
        subscriber.subscription().request(1);
        subscriber.subscription().request(0);
        subscriber.subscription().cancel();

        assertThat(calls).hasValue(0);
        assertThat(subscriber.signals()).isEmpty();
    }

    @Test
    void aCancelWhileTheCallIsBeingMadeCancelsIt() {
        AtomicReference<RecordingSubscriber> subscriber = new AtomicReference<>(new RecordingSubscriber(0));
        onePiece(() -> {
                    subscriber.get().subscription().cancel();
                    return call;
                })
                .subscribe(subscriber.get());

        subscriber.get().subscription().request(1);

        assertThat(call).isCancelled();
        assertThat(subscriber.get().signals()).isEmpty();
    }

    @Test
    void whicheverComesFirstNoCallOutlivesItsCancel() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            AtomicReference<CompletableFuture<String>> made = new AtomicReference<>();
            RecordingSubscriber subscriber = new RecordingSubscriber(0);
            onePiece(() -> {
                        made.set(new CompletableFuture<>());
                        return made.get();
                    })
                    .subscribe(subscriber);
            CyclicBarrier together = new CyclicBarrier(2);
            CompletableFuture<Void> asking = CompletableFuture.runAsync(
                    () -> {
                        await(together);
                        subscriber.subscription().request(1);
                    },
                    threads);
            await(together);
            subscriber.subscription().cancel();
            asking.get();

            assertThat(made.get() == null || made.get().isCancelled()).isTrue();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void cancellingWhileThePieceIsGivenEndsTheSignals() {
        AtomicReference<RecordingSubscriber> holder = new AtomicReference<>();
        RecordingSubscriber subscriber = new RecordingSubscriber(1)
                .onPiece(piece -> holder.get().subscription().cancel());
        holder.set(subscriber);
        publisher.subscribe(subscriber);
        call.complete("piece");

        assertThat(subscriber.signals()).containsExactly("piece");
    }
}
