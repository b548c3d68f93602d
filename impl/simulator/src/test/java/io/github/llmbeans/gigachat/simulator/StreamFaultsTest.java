package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fault of a stream, from the keyboard and by script. */
class StreamFaultsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final GigaChatSimulator sim = GigaChatSimulator.start();
    private final Client client = new Client(sim);

    @AfterEach
    void close() {
        sim.close();
    }

    private StreamReader ask(String prompt) {
        return client.stream(Client.streamed(prompt));
    }

    private StreamReader scripted(Reply reply) {
        sim.script(Endpoint.COMPLETIONS, reply);
        return client.stream("{}");
    }

    /** Everything that came: the JDK's client would throw away what it has not handed on when the connection breaks. */
    private String onTheWire(String prompt) {
        byte[] body = Client.streamed(prompt).getBytes(StandardCharsets.UTF_8);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\nAuthorization: Bearer "
                + client.token() + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        int port = URI.create(sim.baseUrl()).getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStreamIsCutAfterSomePieces() {
        String received = onTheWire("/stream-cut 2");

        assertThat(received.split("data: ")).hasSize(3);
        assertThat(received)
                .contains("\"content\":\"Hello! This is \"", "\"content\":\"the GigaChat simulator: \"")
                .doesNotContain("[DONE]", "\r\n0\r\n");
        assertThat(ask("/stream-cut 2").toTheEnd().broken()).isTrue();
        assertThat(sim.streams().brokenOff()).isEqualTo(2);
    }

    @Test
    void withoutANumberAFaultComesAfterThreePieces() {
        assertThat(onTheWire("/stream-cut").split("data: ")).hasSize(4);
    }

    @Test
    void aFaultAfterMorePiecesThanThereAreComesAfterAllOfThem() {
        assertThat(onTheWire("/stream-cut 999"))
                .contains("999”.\"")
                .doesNotContain("finish_reason", "[DONE]", "\r\n0\r\n");
    }

    @Test
    void aStreamEndsInOrderBeforeItsTime() {
        StreamReader stream = ask("/stream-end 2").toTheEnd();

        assertThat(stream.broken()).isFalse();
        assertThat(stream.deltas()).hasSize(2);
        assertThat(stream.finishReason()).isEqualTo("none");
        assertThat(stream.lines()).noneMatch(line -> line.contains("[DONE]"));
    }

    @Test
    void aWholeStreamLacksOnlyItsDone() {
        StreamReader stream = ask("/no-done").toTheEnd();

        assertThat(stream.broken()).isFalse();
        assertThat(stream.finishReason()).isEqualTo("stop");
        assertThat(stream.lines()).noneMatch(line -> line.contains("[DONE]"));
    }

    @ParameterizedTest
    @CsvSource({"/error-429 1, 429, Too many requests", "/error-500 1, 500, Internal Server Error"})
    void anErrorComesInMidStream(String prompt, int status, String message) {
        StreamReader stream = ask(prompt).toTheEnd();

        assertThat(stream.response().statusCode()).isEqualTo(200);
        assertThat(stream.deltas()).hasSize(1);
        assertThat(stream.last().getInt("status")).isEqualTo(status);
        assertThat(stream.last().getString("message")).isEqualTo(message);
        assertThat(stream.lines()).noneMatch(line -> line.contains("[DONE]"));
    }

    @Test
    void theFinishReasonIsError() {
        assertThat(ask("/finish-error").toTheEnd().finishReason()).isEqualTo("error");
        assertThat(Client.finishReason(client.ask("/finish-error"))).isEqualTo("error");
    }

    @Test
    void aPieceCannotBeRead() {
        StreamReader stream = ask("/malformed 1").toTheEnd();

        assertThat(stream.lines()).contains("data: {\"choices\":[{\"delta\":{\"content\":\"half", "data: [DONE]");
        assertThat(stream.text()).endsWith("You asked: “/malformed 1”.");
    }

    @Test
    void nothingComesAfterSomePiecesAndTheConnectionStaysOpen() {
        try (StreamReader stream = ask("/idle 2").until("GigaChat simulator")) {
            assertThat(stream.deltas()).hasSize(2);
            assertThat(sim.streams()).isEqualTo(new StreamCounts(1, 0, 0, 0));
        }
        sim.awaitHungUpStreams(1, LONG);
        assertThat(sim.streams()).isEqualTo(new StreamCounts(0, 0, 1, 0));
    }

    @Test
    void commentsKeepTheConnectionAlive() {
        StreamReader stream = ask("/keep-alive").toTheEnd();

        assertThat(stream.lines().stream().filter(": keep-alive"::equals))
                .hasSize(stream.deltas().size());
        assertThat(stream.text()).endsWith("You asked: “/keep-alive”.");
    }

    @Test
    void linesEndInCarriageReturnAndLineFeed() {
        String body = client.send(client.chat(client.token(), Client.streamed("/crlf")))
                .body();

        assertThat(body).endsWith("\r\n\r\ndata: [DONE]\r\n\r\n");
        assertThat(body.replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    @Test
    void faultsOfStreamsLeaveOrdinaryAnswersAlone() {
        assertThat(Client.content(client.ask("/stream-cut"))).contains("/stream-cut");
    }

    @Test
    void anErrorBodyTakesThePlaceOfAStream() {
        StreamReader stream = ask("/200-429").toTheEnd();

        assertThat(stream.response().statusCode()).isEqualTo(200);
        assertThat(stream.response().headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(stream.lines()).containsExactly("{\"status\":429,\"message\":\"Too many requests\"}");
    }

    @Test
    void aScriptPlaysEverythingThatItIsTold() {
        Gate gate = new Gate();
        StreamReader stream = scripted(StreamScript.start()
                .keepAlive()
                .reasoning("Hm. ")
                .progress("text2image", 10)
                .pieces("One, ")
                .pass(gate)
                .pieces("two.")
                .functionCall("weather", "{\"place\":\"Москва\"}")
                .raw("data:no space\n\n")
                .pause(Duration.ofMillis(1))
                .finish("new_reason")
                .done()
                .interval(Duration.ofMillis(1))
                .reply());

        stream.until("One, ");
        gate.awaitArrivals(1, LONG);
        assertThat(stream.text()).isEqualTo("One, ");
        gate.open();
        stream.toTheEnd();

        assertThat(stream.text()).isEqualTo("One, two.");
        assertThat(stream.finishReason()).isEqualTo("new_reason");
        assertThat(stream.lines()).contains(": keep-alive", "data:no space").endsWith("data: [DONE]", "");
        assertThat(stream.deltas().stream().map(delta -> delta.getString("role", "-")))
                .containsExactly("assistant", "function_in_progress", "-", "-", "-", "-");
        assertThat(stream.deltas().get(4).getJsonObject("function_call").getJsonObject("arguments"))
                .hasToString("{\"place\":\"Москва\"}");
        assertThat(sim.streams().completed()).isEqualTo(1);
    }

    @Test
    void aScriptedStreamIsCutResetOrSilent() {
        StreamScript one = StreamScript.start().pieces("One");

        assertThat(scripted(one.cut()).toTheEnd().broken()).isTrue();
        Gate gate = new Gate();
        StreamReader reset = scripted(one.pass(gate).reset()).until("One");
        gate.open();
        assertThat(reset.toTheEnd().broken()).isTrue();
        try (StreamReader silent = scripted(one.silence()).until("One")) {
            sim.awaitOpenStreams(1, LONG);
            assertThat(silent.broken()).isFalse();
        }
        sim.awaitOpenStreams(0, LONG);
        assertThat(sim.streams()).isEqualTo(new StreamCounts(0, 0, 1, 2));
    }

    @Test
    void wrongValuesOfAScriptAreRefusedAtOnce() {
        StreamScript script = StreamScript.start();

        assertThatThrownBy(() -> script.lineEnd("x")).hasMessage("lineEnd must be \\n, \\r\\n or \\r");
        assertThatThrownBy(() -> script.functionCall("f", "[]")).hasMessage("arguments must be a JSON object, was []");
        assertThatThrownBy(() -> script.pause(Duration.ofMillis(-1)))
                .hasMessage("time must not be negative, was PT-0.001S");
        assertThatThrownBy(() -> script.interval(Duration.ofMillis(-1)))
                .hasMessage("interval must not be negative, was PT-0.001S");
    }
}
