package io.github.llmbeans.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A line holds one answer in the middle. */
class LineTest {
    private FakeServer server;
    private Line line;

    @BeforeEach
    void open() {
        server = FakeServer.start(
                request -> Reply.text(200, "begins, HOLD and ends.").header("Connection", "close"));
        line = new Line(URI.create(server.uri() + "/v1"), new Time(1)).holdBefore("HOLD");
    }

    @AfterEach
    void close() {
        line.close();
        server.close();
    }

    @Test
    void whatStandsInFrontArrivesWhileTheRestIsHeld() throws IOException {
        try (Socket caller = called()) {
            assertThat(upTo(", ", caller)).endsWith("begins, ");
            line.awaitHeld();
            line.goOn();
            assertThat(rest(caller)).isEqualTo("HOLD and ends.");
        }
    }

    @Test
    void aBrokenLineSendsNothingMore() throws IOException {
        try (Socket caller = called()) {
            line.awaitHeld();
            line.breakOff();
            assertThat(rest(caller)).endsWith("begins, ");
        }
    }

    @Test
    void aCallerWhoLeavesIsNoticedWhileTheAnswerIsHeld() throws IOException {
        Socket caller = called();
        line.awaitHeld();
        caller.close();
        line.awaitLeft();
    }

    @Test
    void onlyOneAnswerIsHeld() throws IOException {
        try (Socket first = called()) {
            line.awaitHeld();
            try (Socket second = called()) {
                assertThat(rest(second)).endsWith("begins, HOLD and ends.");
            }
            line.goOn();
            assertThat(rest(first)).endsWith("begins, HOLD and ends.");
        }
    }

    private Socket called() throws IOException {
        assertThat(line.address().getPath()).isEqualTo("/v1");
        Socket caller =
                new Socket(InetAddress.getLoopbackAddress(), line.address().getPort());
        caller.setSoTimeout(30_000);
        caller.getOutputStream().write("GET /v1/x HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return caller;
    }

    private static String upTo(String end, Socket caller) throws IOException {
        InputStream in = caller.getInputStream();
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            text.append((char) c);
            if (text.indexOf(end) >= 0) {
                break;
            }
        }
        return text.toString();
    }

    private static String rest(Socket caller) throws IOException {
        return new String(caller.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
