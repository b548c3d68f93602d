package io.github.llmbeans.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class FakeServerTest {

    @Test
    void theHandlerDecidesStatusHeadersAndBody() {
        try (FakeServer server =
                FakeServer.start(request -> Reply.json(418, "{\"tea\":\"чай\"}").header("X-Pot", "brown"))) {
            RawClient.Received received = RawClient.get(server.uri(), "/");

            assertThat(received.statusLine()).startsWith("HTTP/1.1 418 ");
            assertThat(received.headerLines())
                    .containsExactlyInAnyOrder(
                            "Connection: close",
                            "Content-Type: application/json; charset=utf-8",
                            "X-Pot: brown",
                            "Content-Length: 16");
            assertThat(received.body()).isEqualTo("{\"tea\":\"чай\"}");
        }
    }

    @Test
    void aRequestIsKeptAsItCameIn() {
        Instant noon = Instant.parse("2026-02-03T12:00:00Z");
        try (FakeServer server = FakeServer.builder()
                        .clock(Clock.fixed(noon, ZoneOffset.UTC))
                        .start();
                RawClient client = new RawClient(server.uri())) {
            client.send("POST /a%20b/c?x=%20y&z HTTP/1.1\r\nHost: x\r\nX-Many: 1\r\nx-many: 2\r\nConnection: close\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 14\r\n\r\nq=привет")
                    .receive();

            RecordedRequest request = server.requests().get(0);
            assertThat(request.number()).isEqualTo(1);
            assertThat(request.instant()).isEqualTo(noon);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/a%20b/c");
            assertThat(request.query()).isEqualTo("x=%20y&z");
            assertThat(request.headers("X-MANY")).containsExactly("1", "2");
            assertThat(request.header("x-Many")).contains("1");
            assertThat(request.header("X-Other")).isEmpty();
            assertThat(request.headerNames()).contains("X-Many", "Content-Type");
            assertThat(request.headerNames().contains("x-MANY")).isTrue();
            assertThat(request.bodyText()).isEqualTo("q=привет");
            assertThat(request.body()).hasSize(14);
        }
    }

    @Test
    void aRequestShowsNoHeaderAndNoBodyInItsText() {
        try (FakeServer server = FakeServer.start(request -> Reply.of(200));
                RawClient client = new RawClient(server.uri())) {
            client.send("POST /a?key=secret HTTP/1.1\r\nHost: x\r\nAuthorization: secret\r\nConnection: close\r\n"
                            + "Content-Length: 6\r\n\r\nsecret")
                    .receive();

            assertThat(server.requests().get(0)).hasToString("#1 POST /a");
        }
    }

    @Test
    void numbersGoOnAfterTheRequestsAreCleared() {
        try (FakeServer server = FakeServer.start(request -> Reply.of(200))) {
            RawClient.get(server.uri(), "/1");
            server.clearRequests();
            RawClient.get(server.uri(), "/2");

            assertThat(server.requests()).singleElement().hasToString("#2 GET /2");
        }
    }

    @Test
    void aFailingHandlerBecomesAStatus500ThatNamesTheReason() {
        Logger log = Logger.getLogger(FakeServer.class.getName());
        log.setLevel(Level.OFF);
        try (FakeServer server = FakeServer.start(request -> {
            throw new UnsupportedOperationException("no answer for " + request);
        })) {
            RawClient.Received received = RawClient.get(server.uri(), "/x");

            assertThat(received.statusLine()).startsWith("HTTP/1.1 500 ");
            assertThat(received.body())
                    .isEqualTo("The handler of the fake server failed: java.lang.UnsupportedOperationException:"
                            + " no answer for #1 GET /x");
        } finally {
            log.setLevel(null);
        }
    }

    @Test
    void withoutAHandlerEverythingIsAnEmpty404() {
        try (FakeServer server = FakeServer.builder().start()) {
            RawClient.Received received = RawClient.get(server.uri(), "/x");

            assertThat(received.statusLine()).startsWith("HTTP/1.1 404 ");
            assertThat(received.body()).isEmpty();
        }
    }

    @Test
    void bodiesAreNeverCompressed() {
        try (FakeServer server = FakeServer.start(request -> Reply.text(200, "a".repeat(10_000)));
                RawClient client = new RawClient(server.uri())) {
            RawClient.Received received = client.send(
                            "GET / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n")
                    .receive();

            assertThat(received.body()).isEqualTo("a".repeat(10_000));
        }
    }

    @Test
    void itListensOnTheLoopbackAddressOnly() throws IOException {
        try (FakeServer server = FakeServer.start(request -> Reply.of(200));
                Socket socket = new Socket()) {
            assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
            // Another address of this machine that a server bound to all of them would answer on.
            assertThatThrownBy(() -> socket.connect(
                            new InetSocketAddress("127.0.0.2", server.uri().getPort()), 1_000))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void closingFreesThePortAndMayBeRepeated() {
        FakeServer first = FakeServer.start(request -> Reply.of(200));
        int port = first.uri().getPort();
        first.close();
        first.close();

        try (FakeServer second = FakeServer.builder()
                .port(port)
                .handler(request -> Reply.of(201))
                .start()) {
            assertThat(RawClient.get(second.uri(), "/").statusLine()).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void aTakenPortIsSaidAtTheStart() {
        try (FakeServer first = FakeServer.start(request -> Reply.of(200))) {
            FakeServerBuilder second = FakeServer.builder().port(first.uri().getPort());

            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Integer.toString(first.uri().getPort()));
        }
    }

    @Test
    void valuesOutOfRangeAreRefusedAtOnce() {
        FakeServerBuilder builder = FakeServer.builder();

        assertThatThrownBy(() -> builder.port(65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port must be 0 to 65535, was 65536");
        assertThatThrownBy(() -> builder.threads(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be at least 1, was 0");
    }
}
