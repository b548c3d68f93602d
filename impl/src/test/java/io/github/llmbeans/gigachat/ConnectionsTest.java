package io.github.llmbeans.gigachat;

import static io.github.llmbeans.gigachat.StreamServer.DONE;
import static io.github.llmbeans.gigachat.StreamServer.LAST;
import static io.github.llmbeans.gigachat.StreamServer.piece;
import static io.github.llmbeans.gigachat.StreamServer.pieces;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.tck.server.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** What becomes of connections and places: used again, closed, never lost. */
@Tag("engine")
@Timeout(120)
class ConnectionsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StreamServer server = new StreamServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static String text(GigaChatProvider provider) {
        try (BlockingStream<StreamEvent> stream = BlockingStream.of(provider.chatStream(ChatRequest.of("hi")))) {
            return ((StreamEvent.Finished)
                            stream.stream().reduce((one, next) -> next).orElseThrow())
                    .response()
                    .text();
        }
    }

    @Test
    void streamsThatWereReadToTheirEndShareOneConnection() {
        try (CountingServer counting = new CountingServer(piece("a") + LAST + DONE);
                GigaChatProvider provider = new GigaChatProvider(ProviderConfig.builder("gigachat")
                        .baseUrl(counting.uri() + "/v1")
                        .option("access-token", "abc")
                        .build())) {
            for (int i = 0; i < 5; i++) {
                assertThat(text(provider)).isEqualTo("a");
            }
            assertThat(counting.connections()).isEqualTo(1);
        }
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#closesBeforeTheAnswer")
    @Test
    void aCancelledAsynchronousCallClosesItsConnectionAndFreesItsPlace() throws Exception {
        Gate silent = server.server.gate();
        server.then(pieces("a").pass(silent));
        try (GigaChatProvider provider = server.provider("max-connections", "1")) {
            CompletableFuture<ChatResponse> call =
                    provider.chatAsync(ChatRequest.of("hi")).toCompletableFuture();
            silent.awaitArrivals(1, LONG);

            call.cancel(true);

            server.chats().get(0).awaitHangUp(LONG);
            server.then(pieces("b").send(LAST).send(DONE));
            assertThat(text(provider)).isEqualTo("b");
        }
    }

    @Test
    void noPlaceIsLostByStreamsThatAreCancelledAtAnyMoment() throws Exception {
        int streams = 60;
        for (int i = 0; i < streams + 2; i++) {
            server.then(pieces("a", "b", "c").send(LAST).send(DONE));
        }
        try (GigaChatProvider provider = server.provider("max-connections", "2")) {
            List<Leaving> leaving = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                Leaving each = new Leaving();
                leaving.add(each);
                provider.chatStream(ChatRequest.of("hi")).subscribe(each);
                for (int spins = 0; spins < i * 2000; spins++) {
                    Thread.onSpinWait();
                }
                each.subscription.cancel();
            }
            try (BlockingStream<StreamEvent> one = BlockingStream.of(provider.chatStream(ChatRequest.of("hi")));
                    BlockingStream<StreamEvent> two = BlockingStream.of(provider.chatStream(ChatRequest.of("hi")))) {
                assertThat(one.hasNext()).isTrue();
                assertThat(two.hasNext()).isTrue();
            }
            assertThat(leaving).noneMatch(each -> each.failure != null);
        }
    }

    /** Asks for everything and leaves. */
    private static final class Leaving implements Flow.Subscriber<StreamEvent> {
        private volatile Flow.Subscription subscription;
        private volatile Throwable failure;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamEvent event) {}

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {}
    }

    @Test
    void aForgottenStreamGivesItsPlaceBackAtItsDeadline() throws Exception {
        server.then(pieces("a").silence()).then(pieces("b").send(LAST).send(DONE));
        try (GigaChatProvider provider = server.provider("max-connections", "1", "stream-timeout", "PT2S")) {
            CountDownLatch told = new CountDownLatch(1);
            provider.generateStream("hi", GenerationParams.defaults()).subscribe(new Forgetful(told));

            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
            server.chats().get(0).awaitHangUp(LONG);
            assertThat(text(provider)).isEqualTo("b");
        }
    }

    /** Asks once and never again. */
    private record Forgetful(CountDownLatch told) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(String piece) {}

        @Override
        public void onError(Throwable failure) {
            told.countDown();
        }

        @Override
        public void onComplete() {}
    }
}
