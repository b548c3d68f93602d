package io.github.llmbeans.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A line holds one answer in the middle, and counts connections. */
class LineTest {
    private final Time time = new Time(1);
    private FakeServer server;
    private Line line;

    @BeforeEach
    void open() {
        server = FakeServer.start(
                request -> Reply.text(200, "begins, HOLD and ends.").header("Connection", "close"));
        line = new Line(URI.create(server.uri() + "/v1"), false, time).holdBefore("HOLD");
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

    @Test
    void aConnectionIsOpenUntilTheCallerEndsItWhateverTheServerDoes() throws IOException {
        assertThat(line.accepted()).isZero();
        try (Socket longer = called()) {
            try (Socket shorter = called()) {
                line.goOn();
                assertThat(rest(shorter)).endsWith("HOLD and ends.");
                assertThat(rest(longer)).endsWith("HOLD and ends.");
                assertThat(line.accepted()).isEqualTo(2);
                assertThat(line.open()).isEqualTo(2);
            }
            time.await("one connection to end", () -> line.open() == 1);
        }
        time.await("the other connection to end", () -> line.open() == 0);
        assertThat(line.accepted()).isEqualTo(2);
    }

    @Test
    void aCallerOfAServerThatIsGoneIsNotKeptWaiting() throws IOException {
        server.close();
        try (Socket caller = called()) {
            assertThat(endOf(caller)).isEqualTo("ended");
        }
        time.await("the connection to be counted out", () -> line.accepted() == 1 && line.open() == 0);
    }

    @Test
    void everyAddressOfTheServerIsReachedByTheLine() {
        URI tokens = line.through(URI.create(server.uri() + "/oauth/token"));

        assertThat(tokens.getPort()).isEqualTo(line.address().getPort());
        assertThat(tokens.getPath()).isEqualTo("/oauth/token");
    }

    /** Or reset, which is an end too. */
    private static String endOf(Socket caller) throws IOException {
        try {
            return caller.getInputStream().read() < 0 ? "ended" : "answered";
        } catch (SocketException e) {
            return "ended";
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
