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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections under TLS end when they should, whatever the engine does: that is how GigaChat is spoken to. */
@Tag("engine")
@Timeout(120)
class SecureWireTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path dir;

    private final StreamServer server = new StreamServer(true);
    private Path bundle;

    @BeforeEach
    void write() throws IOException {
        bundle = Files.writeString(dir.resolve("ca.pem"), FakeServer.certificatePem());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private GigaChatProvider provider() {
        return provider(server.server);
    }

    private GigaChatProvider provider(FakeServer its) {
        return provider(its.httpsUri());
    }

    private GigaChatProvider provider(URI its) {
        return server.provider(
                config -> config.baseUrl(its + "/v1"),
                "access-token",
                "abc",
                "max-connections",
                "1",
                "ca-bundle-file",
                bundle.toString());
    }

    private static BlockingStream<String> texts(GigaChatProvider provider) {
        return BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()));
    }

    @Test
    void cancellingWhileBlockedInAReadClosesTheConnectionAndFreesItsPlace() throws Exception {
        Gate silent = server.server.gate();
        server.then(StreamServer.pieces("a").pass(silent)).then(answer("b"));
        try (GigaChatProvider provider = provider()) {
            BlockingStream<String> stream = texts(provider);
            assertThat(stream.next()).isEqualTo("a");
            CompletableFuture<Boolean> more = OwnThread.call(stream::hasNext);
            silent.awaitArrivals(1, LONG);

            stream.close();

            server.chats().get(0).awaitHangUp(LONG);
            assertThat(more.get(30, TimeUnit.SECONDS)).isFalse();
            assertThat(provider.generate("hi")).isEqualTo("b");
        }
    }

    @Test
    void cancellingBeforeTheAnswerHasBegunClosesTheConnectionAndFreesItsPlace() {
        Gate silent = new Gate();
        AtomicInteger asked = new AtomicInteger();
        try (FakeServer slow = FakeServer.builder()
                        .https(true)
                        .handler(request -> {
                            if (asked.incrementAndGet() == 1) {
                                silent.pass();
                            }
                            return answer("b");
                        })
                        .start();
                GigaChatProvider provider = provider(slow)) {
            var call = provider.chatAsync(ChatRequest.of("hi")).toCompletableFuture();
            silent.awaitArrivals(1, LONG);

            call.cancel(true);

            slow.requests().get(0).awaitHangUp(LONG);
            assertThat(provider.generate("hi")).isEqualTo("b");
            silent.open();
        }
    }

    @Test
    void closingTheProviderEndsAStreamThatIsBeingRead() throws Exception {
        Gate silent = server.server.gate();
        server.then(StreamServer.pieces("a").pass(silent));
        GigaChatProvider provider = provider();
        BlockingStream<String> stream = texts(provider);
        stream.next();
        CompletableFuture<Throwable> failure = OwnThread.call(() -> catchThrowable(stream::hasNext));
        silent.awaitArrivals(1, LONG);

        provider.close();

        assertThat(failure.get(30, TimeUnit.SECONDS)).isExactlyInstanceOf(ProviderUnavailableException.class);
        server.chats().get(0).awaitHangUp(LONG);
    }

    /** The JDK's older HTTP client would send it again by itself, also when the connection has served a call before. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET", "EMPTY_RESPONSE"})
    void aRequestWhoseConnectionIsLostIsNotSentAgainUnasked(Fault fault) {
        server.then(answer("a")).then(Reply.broken(fault)).then(Reply.broken(fault));
        try (GigaChatProvider provider = provider()) {
            assertThat(provider.generate("hi")).isEqualTo("a");

            ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("hi"));

            assertThat(e).isExactlyInstanceOf(ProviderUnavailableException.class);
            assertThat(server.chats()).hasSize(2);
        }
    }

    @Test
    void callsThatFollowEachOtherAreAnswered() {
        List.of("a", "b", "c").forEach(text -> server.then(answer(text)));
        try (GigaChatProvider provider = provider()) {
            assertThat(List.of(provider.generate("hi"), provider.generate("hi"), provider.generate("hi")))
                    .containsExactly("a", "b", "c");
        }
    }

    /** It need not do as it is told ({@code Connection: close}), and then the older HTTP client would go on with a connection. */
    @Test
    void aServerThatKeepsItsConnectionsGetsNoRequestTwiceEither() {
        try (OneAnswerServer keeping = OneAnswerServer.secure();
                GigaChatProvider provider = provider(keeping.uri())) {
            assertThat(provider.generate("hi")).isEqualTo("yes");

            catchThrowable(() -> provider.generate("hi"));

            assertThat(keeping.requests()).isEqualTo(2);
        }
    }

    /** It costs nothing, but a retry budget and whoever counts requests are told of each that goes out. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Ty"})
    void aLostTokenRequestIsNotSentAgainUnasked(String start) {
        try (HalfAnswerServer resetting = new HalfAnswerServer(start);
                GigaChatProvider provider = server.provider(
                        config -> config.authUrl(resetting.uri() + "/oauth"), "ca-bundle-file", bundle.toString())) {
            catchThrowable(() -> provider.generate("hi"));

            assertThat(resetting.requests()).isEqualTo(1);
        }
    }

    /** Jersey and CXF make an answer of it at times, without a body. */
    @Test
    void aTokenRequestWhoseAnswerIsResetInItsHeadersIsTriedAgain() {
        try (HalfAnswerServer resetting = new HalfAnswerServer("HTTP/1.1 200 OK\r\nContent-Ty");
                GigaChatProvider provider = server.provider(
                        config -> config.authUrl(resetting.uri() + "/oauth").maxRetries(1),
                        "ca-bundle-file",
                        bundle.toString())) {
            ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("hi"));

            assertThat(e).isExactlyInstanceOf(ProviderUnavailableException.class);
            assertThat(e.retryable()).as(e.getMessage()).isTrue();
            assertThat(e.attempts()).isEqualTo(2);
            assertThat(resetting.requests()).isEqualTo(2);
        }
    }

    private static Reply answer(String text) {
        return Reply.json(200, "{\"choices\":[{\"message\":{\"content\":\"" + text + "\"}}]}");
    }
}
