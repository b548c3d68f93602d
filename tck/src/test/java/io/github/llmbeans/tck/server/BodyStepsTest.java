package io.github.llmbeans.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyStepsTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String LAST_GET = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private static Reply stepped(BodySteps steps) {
        return Reply.of(200).header("X-A", "1").body(steps);
    }

    @Test
    void eachPieceIsAChunkOfItsOwnEvenInsideACharacter() {
        byte[] letter = "ж".getBytes(StandardCharsets.UTF_8);
        BodySteps steps = BodySteps.start()
                .send("ab")
                .send(new byte[] {letter[0]})
                .send(new byte[] {letter[1]})
                .send("")
                .send("c");
        try (FakeServer server = FakeServer.start(request -> stepped(steps))) {
            RawClient.Received received = RawClient.get(server.uri(), "/");

            assertThat(received.statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(received.headerLines())
                    .containsExactlyInAnyOrder("X-A: 1", "Transfer-Encoding: chunked", "Connection: close");
            assertThat(received.text().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
            assertThat(received.body()).startsWith("2\r\nab\r\n1\r\n").endsWith("1\r\nc\r\n0\r\n\r\n");
            assertThat(server.requests().get(0).awaitEnding(LONG)).isEqualTo(Ending.SENT);
            assertThat(server.requests().get(0).bytesSent()).isEqualTo(5);
        }
    }

    @Test
    void aPieceArrivesWhileTheNextOneIsHeld() {
        Gate gate = new Gate();
        try (FakeServer server = FakeServer.start(request ->
                        stepped(BodySteps.start().send("one").pass(gate).send("two")));
                RawClient client = new RawClient(server.uri())) {
            client.send(LAST_GET).receiveUntil("3\r\none");
            gate.open();

            assertThat(client.receive().text()).isEqualTo("\r\n3\r\ntwo\r\n0\r\n\r\n");
        }
    }

    @Test
    void aGateInTheMiddleCountsTheArrivalOnceAllBeforeItIsSent() {
        Gate gate = new Gate();
        try (FakeServer server = FakeServer.start(
                        request -> stepped(BodySteps.start().send("one").pass(gate)));
                RawClient client = new RawClient(server.uri())) {
            client.send(LAST_GET);
            gate.awaitArrivals(1, LONG);

            assertThat(server.requests().get(0).bytesSent()).isEqualTo(3);
            assertThat(server.requests().get(0).ending()).isEmpty();
            assertThat(server.underWay()).isEqualTo(1);
            gate.open();
            assertThat(client.receive().body()).isEqualTo("3\r\none\r\n0\r\n\r\n");
            assertThat(server.requests().get(0).awaitEnding(LONG)).isEqualTo(Ending.SENT);
        }
    }

    @Test
    void aPauseTakesItsTime() {
        long start = System.nanoTime();

        try (FakeServer server = FakeServer.start(request -> stepped(
                BodySteps.start().send("a").pause(Duration.ofMillis(120)).send("b")))) {
            assertThat(RawClient.get(server.uri(), "/").body()).endsWith("b\r\n0\r\n\r\n");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void aConnectionIsUsedAgainAfterABodyInSteps() {
        Gate gate = new Gate();
        try (FakeServer server = FakeServer.start(
                        request -> stepped(BodySteps.start().send("one").pass(gate)));
                RawClient client = new RawClient(server.uri())) {
            client.send(GET);
            gate.awaitArrivals(1, LONG);
            // Early: while the first one is still being answered.
            client.send(LAST_GET);
            gate.open();

            assertThat(client.receive().text()).containsOnlyOnce("Connection: close");
            assertThat(server.requests()).hasSize(2).noneMatch(RecordedRequest::hungUp);
        }
    }

    @Test
    void aCutBodyIsClosedInOrderWithoutItsEnd() {
        try (FakeServer server = FakeServer.start(
                request -> stepped(BodySteps.start().send("one").cut()))) {
            RawClient.Received received = RawClient.get(server.uri(), "/");

            assertThat(received.reset()).isFalse();
            assertThat(received.body()).isEqualTo("3\r\none");
            assertThat(server.requests().get(0).awaitEnding(LONG)).isEqualTo(Ending.BROKEN_OFF);
            assertThat(server.hangUps()).isZero();
        }
    }

    @Test
    void aResetBodyIsReset() {
        Gate gate = new Gate();
        try (FakeServer server = FakeServer.start(request ->
                        stepped(BodySteps.start().send("one").pass(gate).reset()));
                RawClient client = new RawClient(server.uri())) {
            client.send(LAST_GET).receiveUntil("3\r\none");
            gate.open();

            assertThat(client.receive().reset()).isTrue();
        }
    }

    @Test
    void aSilentBodyStaysOpenUntilTheServerIsClosed() {
        FakeServer server = FakeServer.start(
                request -> stepped(BodySteps.start().send("one").silence()));
        try (RawClient client = new RawClient(server.uri())) {
            client.send(LAST_GET).receiveUntil("3\r\none");
            RecordedRequest request = server.requests().get(0);
            assertThat(request.ending()).isEmpty();

            server.close();

            assertThat(client.receive().text()).isEmpty();
            assertThat(request.awaitEnding(LONG)).isEqualTo(Ending.SERVER_CLOSED);
            assertThat(server.hangUps()).isZero();
        }
    }

    @Test
    void closingTheServerEndsEveryWaitOfABody() {
        Gate never = new Gate();
        FakeServer server = FakeServer.start(request -> stepped((request.path().equals("/pause")
                        ? BodySteps.start().send("a").pause(Duration.ofDays(1))
                        : BodySteps.start().send("a").pass(never))
                .send("b")));
        try (RawClient one = new RawClient(server.uri());
                RawClient other = new RawClient(server.uri())) {
            one.send(GET.replace("/ ", "/pause ")).receiveUntil("1\r\na");
            other.send(GET).receiveUntil("1\r\na");

            server.close();

            assertThat(one.receive().text()).isEmpty();
            assertThat(other.receive().text()).isEmpty();
            server.requests().forEach(request -> request.awaitEnding(LONG));
            assertThat(never.isOpen()).isFalse();
        }
    }

    @Test
    void aBodyWithItsLengthIsNotChunked() {
        Reply reply = stepped(BodySteps.start().send("one").cut()).header("Content-Length", "10");
        try (FakeServer server = FakeServer.start(request -> reply)) {
            RawClient.Received received = RawClient.get(server.uri(), "/");

            assertThat(received.headerLines()).contains("Content-Length: 10").noneMatch(h -> h.contains("chunked"));
            assertThat(received.body()).isEqualTo("one");
        }
    }

    @Test
    void theBytesOfAllStepsAreTheBodyOfTheReply() {
        BodySteps first = BodySteps.start().send("a").pause(Duration.ofDays(1)).silence();
        BodySteps both = first.then(BodySteps.start().send("b".getBytes(StandardCharsets.UTF_8), 3));

        assertThat(stepped(both).body()).asString(StandardCharsets.UTF_8).isEqualTo("ab");
        assertThat(both.end()).isEqualTo(BodySteps.End.PROPER);
        assertThat(stepped(both).body("new").sending().steps()).isNull();
        assertThat(stepped(both)
                        .header("X-B", "2")
                        .after(Duration.ZERO)
                        .sending()
                        .steps())
                .isSameAs(both);
    }

    @Test
    void valuesOutOfRangeAreRefusedAtOnce() {
        BodySteps steps = BodySteps.start();

        assertThatThrownBy(() -> steps.send(new byte[1], 0)).hasMessage("times must be at least 1, was 0");
        assertThatThrownBy(() -> steps.pause(Duration.ofMillis(-1)))
                .hasMessage("time must not be negative, was PT-0.001S");
    }
}
