package io.github.llmbeans.gigachat;

import static io.github.llmbeans.gigachat.StreamServer.DONE;
import static io.github.llmbeans.gigachat.StreamServer.LAST;
import static io.github.llmbeans.gigachat.StreamServer.piece;
import static io.github.llmbeans.gigachat.StreamServer.pieces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.Usage;
import io.github.llmbeans.gigachat.internal.LogLines;
import io.github.llmbeans.tck.server.BodySteps;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Streams that break: each way has its exception, which carries what came, and its one line in the log. */
@Tag("engine")
@Timeout(120)
class StreamFailuresTest {
    private final LogLines log = new LogLines();
    private final StreamServer server = new StreamServer();

    @AfterEach
    void close() {
        server.close();
        log.close();
    }

    private static String text(GigaChatProvider provider) {
        try (BlockingStream<String> stream =
                BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()))) {
            return String.join("", stream.stream().toList());
        }
    }

    private <T extends ProviderException> T fails(Class<T> type, ChatRequest request, String... options) {
        List<StreamEvent> seen = new ArrayList<>();
        try (GigaChatProvider provider = server.provider(options)) {
            T failure = catchThrowableOfType(type, () -> {
                try (BlockingStream<StreamEvent> stream = BlockingStream.of(provider.chatStream(request))) {
                    stream.forEachRemaining(seen::add);
                }
            });
            assertThat(failure).isExactlyInstanceOf(type);
            assertThat(log.of(Level.SEVERE)).hasSize(1);
            return failure;
        }
    }

    private <T extends ProviderException> T failsWithHello(Class<T> type, BodySteps after, String... options) {
        server.then(pieces("Hel", "lo").then(after));
        T failure = fails(type, ChatRequest.of("hi"), options);
        assertThat(failure.partialResponse()).hasValueSatisfying(partial -> {
            assertThat(partial.text()).isEqualTo("Hello");
            assertThat(partial.requestId()).isEqualTo("request-1");
        });
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(server.chats()).hasSize(1);
        return failure;
    }

    @Test
    void anEndWithoutDone() {
        failsWithHello(ProviderUnavailableException.class, BodySteps.start());
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#keepsWhatCame")
    @Test
    void aConnectionThatIsCut() {
        failsWithHello(ProviderUnavailableException.class, BodySteps.start().cut());
    }

    @Test
    void aLimitOfRequestsInMidStream() {
        failsWithHello(
                RateLimitException.class,
                BodySteps.start().send("data: {\"status\":429,\"message\":\"Too Many Requests\"}\n\n"));
    }

    @Test
    void anErrorOfTheServerInMidStream() {
        failsWithHello(
                ProviderUnavailableException.class,
                BodySteps.start().send("data: {\"status\":500,\"message\":\"Internal Server Error\"}\n\n"));
    }

    @Test
    void theModelBreaksOff() {
        failsWithHello(
                ProviderUnavailableException.class,
                BodySteps.start()
                        .send("data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n")
                        .send(DONE));
    }

    @Test
    void whatTheModelSaidLastAndWhyItBrokeOffIsKept() {
        server.then(pieces("Hel")
                .send("data: {\"choices\":[{\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"error\"}],"
                        + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}\n\n")
                .send(DONE));

        ProviderException e = fails(ProviderUnavailableException.class, ChatRequest.of("hi"));

        assertThat(e.partialResponse()).hasValueSatisfying(partial -> {
            assertThat(partial.text()).isEqualTo("Hello");
            assertThat(partial.finishReason()).isEqualTo(FinishReason.ERROR);
            assertThat(partial.usage()).isEqualTo(new Usage(1, 2, 3, 0));
            assertThat(partial.requestId()).isEqualTo("request-1");
        });
    }

    @Test
    void anEndWithoutDoneAfterTheLastChunkKeepsTheUsageAndTellsTheRequest() {
        ProviderException e = failsWithHello(
                ProviderUnavailableException.class, BodySteps.start().send(LAST));

        assertThat(e.partialResponse()).hasValueSatisfying(partial -> {
            assertThat(partial.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(partial.usage()).isEqualTo(new Usage(1, 2, 3, 0));
            assertThat(partial.model()).isEqualTo("GigaChat:2");
        });
        assertThat(e.requestId()).contains("request-1");
    }

    @Test
    void malformedJson() {
        failsWithHello(
                ProviderUnavailableException.class,
                BodySteps.start()
                        .send("data: {\"choices\":[{\"del\n\n")
                        .send(LAST)
                        .send(DONE));
    }

    @Test
    void anEventThatIsTooLong() {
        ProviderException e = failsWithHello(
                ProviderUnavailableException.class,
                BodySteps.start().send(piece("x".repeat(5000))).send(LAST).send(DONE),
                "max-response-bytes",
                "2048");

        assertThat(e).hasMessageContaining("max-response-bytes");
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#closesWhileReading")
    @Test
    void silence() {
        ProviderException e = failsWithHello(
                ProviderTimeoutException.class, BodySteps.start().silence(), "stream-idle-timeout", "PT0.3S");

        assertThat(e).hasMessageContaining("sent nothing for 0.3 s");
        server.chats().get(0).awaitHangUp(Duration.ofSeconds(30));
    }

    @Test
    void piecesThatDripBeyondTheDeadlineOfTheCall() {
        BodySteps steps = BodySteps.start();
        for (int i = 0; i < 200; i++) {
            steps = steps.send(piece("a")).pause(Duration.ofMillis(100));
        }
        server.then(steps);

        ProviderException e = fails(
                ProviderTimeoutException.class,
                ChatRequest.builder().user("hi").timeout(Duration.ofSeconds(3)).build());

        assertThat(e.partialResponse())
                .map(ChatResponse::text)
                .hasValueSatisfying(text -> assertThat(text).matches("a+"));
        server.chats().get(0).awaitHangUp(Duration.ofSeconds(30));
    }

    @Test
    void afterARefusedTokenThereIsOneMoreAttemptWithANewOne() {
        server.then(Reply.json(401, "{\"status\":401,\"message\":\"Token has expired\"}"))
                .then(pieces("a").send(LAST).send(DONE));
        try (GigaChatProvider provider = server.provider()) {
            assertThat(text(provider)).isEqualTo("a");
        }
        assertThat(server.chats()).hasSize(2);
        assertThat(server.tokens()).hasSize(2);
    }

    @Test
    void refusalsBeforeTheFirstPieceAreRepeated() {
        server.then(Reply.json(429, "{\"status\":429,\"message\":\"Too Many Requests\"}")
                        .header("Retry-After", "0"))
                .then(Reply.json(503, "{\"status\":503,\"message\":\"Service Unavailable\"}"))
                .then(pieces("a").send(LAST).send(DONE));
        try (GigaChatProvider provider = server.provider(config -> config.maxRetries(2))) {
            assertThat(text(provider)).isEqualTo("a");
        }
        assertThat(server.chats()).hasSize(3);
        assertThat(log.of(Level.SEVERE)).isEmpty();
    }

    @Test
    void anErrorWithStatus200() {
        server.then(Reply.json(200, "{\"status\":429,\"message\":\"Too Many Requests\"}"));

        ProviderException e = fails(RateLimitException.class, ChatRequest.of("hi"));

        assertThat(e.partialResponse()).isEmpty();
    }

    @Test
    void afterTheFirstPieceNothingIsRepeated() {
        server.then(pieces("a").cut());
        try (GigaChatProvider provider = server.provider(config -> config.maxRetries(2))) {
            ProviderException e = catchThrowableOfType(ProviderException.class, () -> text(provider));

            assertThat(e.partialResponse()).map(ChatResponse::text).contains("a");
        }
        assertThat(server.chats()).hasSize(1);
    }
}
