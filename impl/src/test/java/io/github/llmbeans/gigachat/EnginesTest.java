package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** What would differ from one REST client engine to another if the provider did not see to it. */
@Tag("engine")
@Timeout(120)
class EnginesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StreamServer server = new StreamServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whoLeavesAStreamIsAwayAtOnceAndItsConnectionGoesWithTheNextByteAtTheLatest() throws Exception {
        Gate silent = server.server.gate();
        server.then(StreamServer.pieces("a")
                .pass(silent)
                .send(StreamServer.piece("b"))
                .silence());
        try (GigaChatProvider provider = server.provider("max-connections", "1")) {
            BlockingStream<String> stream =
                    BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()));
            assertThat(stream.next()).isEqualTo("a");
            CompletableFuture<Boolean> more = OwnThread.call(stream::hasNext);
            silent.awaitArrivals(1, LONG);

            stream.close();

            assertThat(more.get(30, TimeUnit.SECONDS)).isFalse();
            silent.open();
            server.chats().get(0).awaitHangUp(LONG);
            server.then(StreamServer.pieces("c").send(StreamServer.LAST).send(StreamServer.DONE));
            assertThat(BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults())).stream())
                    .containsExactly("c");
        }
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#closesWithTheNextByte")
    @Test
    void aStreamThatIsLeftBeforeItsHeadersCameEndsItsConnectionWithThemAtTheLatest() throws Exception {
        Gate headers = new Gate();
        try (FakeServer slow = FakeServer.start(request -> {
                    headers.pass();
                    return StreamServer.events(StreamServer.pieces("a").silence());
                });
                GigaChatProvider provider =
                        server.provider(config -> config.baseUrl(slow.uri() + "/v1"), "access-token", "abc")) {
            BlockingStream<String> stream =
                    BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()));
            CompletableFuture<Boolean> more = OwnThread.call(stream::hasNext);
            headers.awaitArrivals(1, LONG);

            stream.close();

            assertThat(more.get(30, TimeUnit.SECONDS)).isFalse();
            headers.open();
            slow.requests().get(0).awaitHangUp(LONG);
        }
    }

    @Test
    void aBlockedCallEndsWithItsProvider() throws Exception {
        Gate gate = new Gate();
        try (FakeServer silent = FakeServer.start(request -> {
            gate.pass();
            return Reply.of(204);
        })) {
            GigaChatProvider provider =
                    server.provider(config -> config.baseUrl(silent.uri() + "/v1"), "access-token", "abc");
            CompletableFuture<Throwable> failure = OwnThread.call(() -> catchThrowable(() -> provider.generate("hi")));
            gate.awaitArrivals(1, LONG);

            provider.close();

            assertThat(failure.get(20, TimeUnit.SECONDS))
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("was closed during the call");
            gate.open();
        }
    }

    @Test
    void aCancelledCallGivesItsPlaceBackWhenTheServerHasAnsweredAtTheLatest() throws Exception {
        Gate gate = new Gate();
        try (FakeServer slow = FakeServer.start(request -> {
                    gate.pass();
                    return Reply.json(200, "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}");
                });
                GigaChatProvider provider = server.provider(
                        config -> config.baseUrl(slow.uri() + "/v1"), "access-token", "abc", "max-connections", "1")) {
            var call = provider.chatAsync(ChatRequest.of("hi")).toCompletableFuture();
            gate.awaitArrivals(1, LONG);

            call.cancel(true);
            gate.open();

            assertThat(provider.chat(ChatRequest.of("hi")).text()).isEqualTo("Hi");
        }
    }

    /** CXF would share it with the other one. */
    @Test
    void aConnectionEndsWithItsProviderThoughAnotherHasTheSameSettings() throws Exception {
        try (CountingServer counting =
                        new CountingServer(StreamServer.piece("a") + StreamServer.LAST + StreamServer.DONE);
                GigaChatProvider other = asking(counting)) {
            GigaChatProvider provider = asking(counting);
            assertThat(whole(other)).isEqualTo("a");
            assertThat(whole(provider)).isEqualTo("a");
            assertThat(whole(other)).isEqualTo("a");

            provider.close();

            assertThat(counting.awaitEnds(1, LONG)).as("it ends").isTrue();
        }
    }

    private GigaChatProvider asking(CountingServer counting) {
        return server.provider(config -> config.baseUrl(counting.uri() + "/v1"), "access-token", "abc");
    }

    private static String whole(GigaChatProvider provider) {
        try (BlockingStream<String> stream =
                BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()))) {
            return String.join("", stream.stream().toList());
        }
    }

    /** Jersey would take it for the end of the body. */
    @Test
    void aBodyThatEndsBeforeItsAnnouncedLengthIsNoAnswer() {
        server.then(Reply.json(200, "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}")
                .fault(Fault.TRUNCATED_BODY));
        try (GigaChatProvider provider = server.provider()) {
            ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("hi"));

            assertThat(e)
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("gave no whole answer");
            assertThat(e.retryable()).isFalse();
        }
    }

    /** Each engine has an exception of its own for that. */
    @Test
    void aConnectionThatEndsWithoutAByteOfAnAnswerMayBeTriedAgain() {
        server.then(Reply.broken(Fault.EMPTY_RESPONSE));
        try (GigaChatProvider provider = server.provider()) {
            ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("hi"));

            assertThat(e).hasMessageContaining("closed the connection without an answer");
            assertThat(e.retryable()).isTrue();
        }
    }

    /** RESTEasy closes it at once. */
    @Test
    void aConnectionThatNobodyCanCloseGoesWhenTheTimeOfItsCallIsOver() {
        Gate gate = new Gate();
        AtomicInteger asked = new AtomicInteger();
        try (FakeServer silent = FakeServer.start(request -> {
                    if (asked.incrementAndGet() > 1) {
                        gate.pass();
                    }
                    return Reply.json(200, "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}");
                });
                GigaChatProvider provider = server.provider(
                        config -> config.baseUrl(silent.uri() + "/v1").timeout(Duration.ofSeconds(5)),
                        "access-token",
                        "abc",
                        "stream-idle-timeout",
                        "PT5S")) {
            assertThat(provider.chat(patient()).text()).isEqualTo("Hi");
            var call = provider.chatAsync(ChatRequest.of("hi")).toCompletableFuture();
            gate.awaitArrivals(1, LONG);

            call.cancel(true);

            silent.requests().get(1).awaitHangUp(LONG);
            gate.open();
        }
    }

    /** Also where everything is slow the first time. */
    private static ChatRequest patient() {
        return ChatRequest.builder().user("hi").timeout(LONG).build();
    }
}
