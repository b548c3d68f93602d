package io.github.llmbeans.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HangUpTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private static Reply stepped(BodySteps steps) {
        return Reply.of(200).body(steps);
    }

    /** Hangs up once the beginning of the answer has come. */
    private static RecordedRequest leftAfter(FakeServer server, String text, boolean reset) {
        try (RawClient client = new RawClient(server.uri())) {
            client.send(GET).receiveUntil(text);
            if (reset) {
                client.resetOnClose();
            }
        }
        return server.requests().get(0);
    }

    @Test
    void aClientThatHangsUpWhileTheServerIsSilentIsSeen() {
        try (FakeServer server = FakeServer.start(
                request -> stepped(BodySteps.start().send("one").silence()))) {
            RecordedRequest request = leftAfter(server, "one", false);

            request.awaitHangUp(LONG);
            assertThat(request.awaitEnding(LONG)).isEqualTo(Ending.HUNG_UP);
            assertThat(request.hungUp()).isTrue();
        }
    }

    @Test
    void aClientThatResetsItsConnectionHasHungUpToo() {
        try (FakeServer server = FakeServer.start(
                request -> stepped(BodySteps.start().send("one").silence()))) {
            leftAfter(server, "one", true).awaitHangUp(LONG);
        }
    }

    @Test
    void aHangUpEndsPausesAndGates() {
        for (BodySteps wait : List.of(
                BodySteps.start().pause(Duration.ofDays(1)), BodySteps.start().pass(new Gate()))) {
            try (FakeServer server = FakeServer.start(
                    request -> stepped(BodySteps.start().send("one").then(wait).send("two")))) {
                RecordedRequest request = leftAfter(server, "one", false);

                assertThat(request.awaitEnding(LONG)).isEqualTo(Ending.HUNG_UP);
                assertThat(request.bytesSent()).isEqualTo(3);
            }
        }
    }

    @Test
    void aHangUpIsSeenBeforeTheAnswerHasBegun() {
        AtomicReference<Gate> gate = new AtomicReference<>();
        try (FakeServer server = FakeServer.start(request -> {
            gate.get().pass();
            return Reply.of(200);
        })) {
            gate.set(server.gate());
            try (RawClient client = new RawClient(server.uri())) {
                client.send(GET);
                gate.get().awaitArrivals(1, LONG);
            }
            server.requests().get(0).awaitHangUp(LONG);
            assertThat(server.underWay()).isEqualTo(1);
            gate.get().open();
            assertThat(server.requests().get(0).awaitEnding(LONG)).isEqualTo(Ending.HUNG_UP);
        }
    }

    @Test
    void aHangUpEndsADelay() {
        CountDownLatch decided = new CountDownLatch(1);
        try (FakeServer server = FakeServer.start(request -> {
            decided.countDown();
            return Reply.of(200).after(Duration.ofDays(1));
        })) {
            try (RawClient client = new RawClient(server.uri())) {
                client.send(GET);
                assertThat(decided.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(server.requests().get(0).awaitEnding(LONG)).isEqualTo(Ending.HUNG_UP);
        }
    }

    @Test
    void aClientThatDoesNotReadStopsTheServerAndItsHangUpIsSeen() {
        byte[] piece = new byte[64 * 1024];
        try (FakeServer server =
                FakeServer.start(request -> stepped(BodySteps.start().send(piece, Long.MAX_VALUE)))) {
            RecordedRequest request = leftAfter(server, "\0", false);

            assertThat(request.awaitEnding(LONG)).isEqualTo(Ending.HUNG_UP);
        }
    }

    @Test
    void whoHasReadTheLastPieceHasNotHungUp() {
        try (FakeServer server = FakeServer.start(
                request -> stepped(BodySteps.start().send("one").send("two")))) {
            for (int i = 0; i < 50; i++) {
                try (RawClient client = new RawClient(server.uri())) {
                    client.send(GET).receiveUntil("two");
                }
            }

            assertThat(server.requests())
                    .hasSize(50)
                    .allSatisfy(request -> assertThat(request.awaitEnding(LONG)).isEqualTo(Ending.SENT));
            assertThat(server.hangUps()).isZero();
        }
    }

    @Test
    void hangUpsAreCountedAndTold() throws Exception {
        CountDownLatch told = new CountDownLatch(20);
        try (FakeServer server = FakeServer.start(request -> stepped(
                        BodySteps.start().send("one").silence())
                .whenEnded(ending -> {
                    if (ending == Ending.HUNG_UP) {
                        told.countDown();
                    }
                }))) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(new RawClient(server.uri()).send(GET));
            }
            clients.forEach(client -> client.receiveUntil("one"));
            assertThat(server.underWay()).isEqualTo(20);

            clients.forEach(RawClient::close);

            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.hangUps()).isEqualTo(20);
            assertThat(server.underWay()).isZero();
        }
    }

    @Test
    void hangUpsAreSeenWhenAllThreadsAreTaken() {
        try (FakeServer server = FakeServer.builder()
                .threads(1)
                .handler(request -> stepped(BodySteps.start().send("one").silence()))
                .start()) {
            RecordedRequest request = leftAfter(server, "one", false);

            assertThat(request.awaitEnding(LONG)).isEqualTo(Ending.HUNG_UP);
        }
    }

    @Test
    void waitingForAHangUpThatDoesNotComeSaysWhatCameInstead() {
        try (FakeServer server = FakeServer.start(request -> Reply.text(200, "x"))) {
            RawClient.get(server.uri(), "/a");
            RecordedRequest request = server.requests().get(0);

            assertThatThrownBy(() -> request.awaitHangUp(LONG))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("expected the client of #1 GET /a to hang up within 20000 ms, its answer ended: SENT");
        }
    }

    @Test
    void waitingTooShortSaysThatTheAnswerIsUnderWay() {
        try (FakeServer server = FakeServer.start(
                        request -> stepped(BodySteps.start().send("one").silence()));
                RawClient client = new RawClient(server.uri())) {
            client.send(GET).receiveUntil("one");
            RecordedRequest request = server.requests().get(0);

            assertThatThrownBy(() -> request.awaitHangUp(Duration.ofMillis(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageEndingWith("its answer is still under way");
            assertThatThrownBy(() -> request.awaitEnding(Duration.ofMillis(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("still under way after 3 bytes");
        }
    }
}
