package io.github.llmbeans.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

    private static RawClient.Received onTheWire(Reply reply) {
        try (FakeServer server = FakeServer.start(request -> reply)) {
            return RawClient.get(server.uri(), "/");
        }
    }

    private static List<String> headers(Reply reply) {
        return onTheWire(reply).headerLines().stream()
                .filter(line -> !line.startsWith("Connection:"))
                .toList();
    }

    @Test
    void withoutContentTypeReallySendsNone() {
        assertThat(headers(Reply.json(200, "{}").withoutContentType())).containsExactly("Content-Length: 2");
    }

    @Test
    void anHtmlPageHasItsType() {
        assertThat(headers(Reply.html(503, "<html>"))).containsExactly("Content-Type: text/html", "Content-Length: 6");
    }

    @Test
    void aReplyWithoutABodySaysSo() {
        assertThat(headers(Reply.of(500))).containsExactly("Content-Length: 0");
    }

    @Test
    void aNoContentReplyHasNoLength() {
        assertThat(headers(Reply.of(204))).isEmpty();
    }

    @Test
    void settingAHeaderReplacesItInAnyCaseAndAddingKeepsBoth() {
        Reply reply = Reply.of(200).header("X-A", "1").header("x-a", "2").addHeader("X-A", "3");

        assertThat(headers(reply)).containsExactly("x-a: 2", "x-a: 3", "Content-Length: 0");
        assertThat(reply.header("X-a")).contains("2");
    }

    @Test
    void changingAReplyLeavesTheFirstOneAlone() {
        byte[] bytes = "one".getBytes(StandardCharsets.UTF_8);
        Reply first = Reply.of(200).body(bytes);
        bytes[0] = 'X';

        Reply second = first.header("X-A", "1").body("two").after(Duration.ofSeconds(1));

        assertThat(first.body()).asString(StandardCharsets.UTF_8).isEqualTo("one");
        assertThat(first.header("X-A")).isEmpty();
        assertThat(first.delay()).isZero();
        assertThat(second.delay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(second.status()).isEqualTo(200);
    }

    @Test
    void aBodyOfTenMebibytesArrivesWhole() {
        Reply reply = Reply.text(500, "x".repeat(10 * 1024 * 1024));

        assertThat(onTheWire(reply).body()).hasSize(10 * 1024 * 1024);
    }

    @Test
    void nothingIsSentBeforeTheDelayIsOver() {
        long start = System.nanoTime();

        RawClient.Received received = onTheWire(Reply.text(200, "late").after(Duration.ofMillis(120)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
        assertThat(received.body()).isEqualTo("late");
    }

    @Test
    void aDribbledBodyTakesItsTimeAndArrivesWhole() {
        long start = System.nanoTime();

        RawClient.Received received = onTheWire(Reply.text(200, "abcdefghij").dribble(5, Duration.ofMillis(100)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        assertThat(received.body()).isEqualTo("abcdefghij");
    }

    @Test
    void aDribbledBodyIsChunkedOnAConnectionThatStaysOpen() {
        Reply reply = Reply.text(200, "abcd").dribble(2, Duration.ZERO);
        try (FakeServer server = FakeServer.start(request -> reply);
                RawClient client = new RawClient(server.uri())) {
            RawClient.Received received = client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"
                            + "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .receive();

            assertThat(received.text()).contains("Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n");
        }
    }

    @Test
    void aResetConnectionShowsNoByte() {
        RawClient.Received received = onTheWire(Reply.broken(Fault.CONNECTION_RESET));

        assertThat(received.reset()).isTrue();
        assertThat(received.text()).isEmpty();
    }

    @Test
    void anEmptyResponseIsAConnectionClosedInOrder() {
        RawClient.Received received = onTheWire(Reply.broken(Fault.EMPTY_RESPONSE));

        assertThat(received.reset()).isFalse();
        assertThat(received.text()).isEmpty();
    }

    @Test
    void garbageIsNotHttp() {
        RawClient.Received received = onTheWire(Reply.broken(Fault.GARBAGE));

        assertThat(received.text()).isNotEmpty().doesNotContain("HTTP/1.1");
    }

    @Test
    void aTruncatedBodyAnnouncesTheWholeAndEndsHalfWay() {
        RawClient.Received received =
                onTheWire(Reply.text(200, "abcdefghij").header("X-A", "1").fault(Fault.TRUNCATED_BODY));

        assertThat(received.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(received.headerLines()).contains("Content-Length: 10", "X-A: 1");
        assertThat(received.body()).isEqualTo("abcde");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 199, 600})
    void aStatusThatIsNoAnswerIsRefused(int status) {
        assertThatThrownBy(() -> Reply.of(status))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status must be 200 to 599, was " + status);
    }

    @Test
    void valuesOutOfRangeAreRefusedAtOnce() {
        Reply reply = Reply.of(200);

        assertThatThrownBy(() -> reply.after(Duration.ofMillis(-1)))
                .hasMessage("wait must not be negative, was PT-0.001S");
        assertThatThrownBy(() -> reply.dribble(0, Duration.ZERO)).hasMessage("chunks must be at least 1, was 0");
        assertThatThrownBy(() -> reply.header("", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reply.header("X-A", "1\r\nX-B: 2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("value must be one line");
    }
}
