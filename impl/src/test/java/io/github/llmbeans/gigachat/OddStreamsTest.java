package io.github.llmbeans.gigachat;

import static io.github.llmbeans.gigachat.StreamServer.DONE;
import static io.github.llmbeans.gigachat.StreamServer.LAST;
import static io.github.llmbeans.gigachat.StreamServer.events;
import static io.github.llmbeans.gigachat.StreamServer.piece;
import static io.github.llmbeans.gigachat.StreamServer.pieces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.server.BodySteps;
import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that are not quite as they should be: what counts as an answer, as life, as a reason to ask again. */
@Tag("engine")
@Timeout(60)
class OddStreamsTest {
    private final StreamServer server = new StreamServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static String read(GigaChatProvider provider) {
        StringBuilder text = new StringBuilder();
        try (BlockingStream<String> pieces =
                BlockingStream.of(provider.generateStream("Hello", GenerationParams.defaults()))) {
            pieces.forEach(text::append);
        }
        return text.toString();
    }

    private ProviderException failure(GigaChatProvider provider) {
        return catchThrowableOfType(ProviderException.class, () -> read(provider));
    }

    @Test
    void whatKeepsTheConnectionAliveIsNoSilence() {
        BodySteps slow = pieces("a");
        for (int i = 0; i < 8; i++) {
            slow = slow.pause(Duration.ofMillis(150)).send(i % 2 == 0 ? ": keep-alive\n\n" : piece(""));
        }
        server.then(slow.send(piece("b") + LAST + DONE));
        try (GigaChatProvider provider = server.provider("stream-idle-timeout", "0.6")) {
            assertThat(read(provider)).isEqualTo("ab");
        }
    }

    @Test
    void silenceIsStillSilence() {
        server.then(pieces("a").send(": keep-alive\n\n").silence());
        try (GigaChatProvider provider = server.provider("stream-idle-timeout", "0.2")) {
            ProviderException e = failure(provider);

            assertThat(e).isInstanceOf(ProviderTimeoutException.class).hasMessageContaining("sent nothing for 0.2 s");
            assertThat(e.partialResponse().orElseThrow().text()).isEqualTo("a");
        }
    }

    @Test
    void anEndWithoutAnAnswerIsNoAnswer() {
        server.then(BodySteps.start().send(DONE));
        try (GigaChatProvider provider = server.provider()) {
            ProviderException e = failure(provider);

            assertThat(e)
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageEndingWith("a stream of GigaChat failed: it ended before it had begun");
            assertThat(e.retryable()).isTrue();
        }
    }

    @Test
    void blanksBehindTheMarkOfTheEndDoNotMatter() {
        server.then(pieces("a").send(LAST + "data: [DONE]  \n\n"));
        try (GigaChatProvider provider = server.provider()) {
            assertThat(read(provider)).isEqualTo("a");
        }
    }

    @Test
    void whatCannotBeReadIsNotAskedForAgainAndNamesNoSettingThatDoesNotHelp() {
        Reply utf16 = events(BodySteps.start().send(piece("a").getBytes(StandardCharsets.UTF_16)));
        server.then(utf16).then(utf16).then(utf16);
        try (GigaChatProvider provider = server.provider(config -> config.maxRetries(2))) {
            ProviderException e = failure(provider);

            assertThat(e).hasMessageContaining("is not UTF-8").hasMessageNotContaining("gigachat.");
            assertThat(e.retryable()).isFalse();
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(server.chats()).hasSize(1);
        }
    }

    @Test
    void anEventThatIsNoJsonSaysSoAndDoesNotBlameTheAddress() {
        server.then(pieces("a").send("data: so it goes\n\n"));
        try (GigaChatProvider provider = server.provider()) {
            ProviderException e = failure(provider);

            assertThat(e)
                    .hasMessageEndingWith(
                            "a stream of GigaChat failed: an event is not what was asked for: \"so it goes\"")
                    .hasMessageNotContaining("base-url");
            assertThat(e.partialResponse().orElseThrow().text()).isEqualTo("a");
        }
    }

    @Test
    void anAnswerOfAnotherKindIsTold() {
        server.then(Reply.html(200, "<html>Welcome</html>")).then(Reply.of(204));
        try (GigaChatProvider provider = server.provider()) {
            assertThat(failure(provider)).hasMessageContaining("answered 200 with a body of type text/html");
            ProviderException nothing = failure(provider);

            assertThat(nothing).hasMessageContaining("answered 204 with a body");
            assertThat(nothing.status()).hasValue(204);
        }
    }

    @Test
    void aWholeAnswerThatBreaksOffTellsItsRequestId() {
        server.then(Reply.of(200)
                .header("Content-Type", "application/json")
                .header("X-Request-Id", "request-7")
                .body(BodySteps.start().send("{\"choices\":").reset()));
        try (GigaChatProvider provider = server.provider()) {
            ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("Hello"));

            assertThat(e)
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("gave no whole answer")
                    .hasMessageEndingWith("It may have done what it was asked for");
            assertThat(e.requestId()).hasValue("request-7");
        }
    }

    @Test
    void aConnectionThatIsResetSaysThatTheRequestMayHaveBeenCarriedOut() {
        server.then(Reply.broken(Fault.CONNECTION_RESET));
        try (GigaChatProvider provider = server.provider()) {
            assertThat(catchThrowableOfType(ProviderException.class, () -> provider.generate("Hello")))
                    .hasMessageContaining("gave no whole answer");
        }
    }
}
