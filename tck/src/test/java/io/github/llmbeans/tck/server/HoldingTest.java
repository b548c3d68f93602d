package io.github.llmbeans.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HoldingTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    @Test
    void threeHundredRequestsAreHeldAtOnceAndAllAnsweredWhenTheGateOpens() {
        AtomicReference<Gate> gate = new AtomicReference<>();
        List<RawClient> clients = new ArrayList<>();
        try (FakeServer server = FakeServer.start(request -> {
            gate.get().pass();
            return Reply.text(200, "held");
        })) {
            gate.set(server.gate());
            for (int i = 0; i < 300; i++) {
                clients.add(new RawClient(server.uri()).send(GET));
            }
            gate.get().awaitArrivals(300, LONG);
            assertThat(server.requests()).hasSize(300);

            gate.get().open();

            assertThat(clients)
                    .allSatisfy(client -> assertThat(client.receive().body()).isEqualTo("held"));
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    @Test
    void aHeldRequestIsAlreadyRecordedAndNotYetAnswered() {
        AtomicReference<Gate> gate = new AtomicReference<>();
        try (FakeServer server = FakeServer.start(request -> {
                    gate.get().pass();
                    return Reply.text(200, "gate open: " + gate.get().isOpen());
                });
                RawClient client = new RawClient(server.uri())) {
            gate.set(server.gate());
            client.send(GET);
            gate.get().awaitArrivals(1, LONG);

            assertThat(server.requests()).hasSize(1);
            gate.get().open();
            assertThat(client.receive().body()).isEqualTo("gate open: true");
        }
    }

    @Test
    void closingTheServerOpensItsGates() {
        FakeServer server = FakeServer.start(request -> Reply.of(200));
        Gate before = server.gate();

        server.close();

        assertThat(before.isOpen()).isTrue();
        assertThat(server.gate().isOpen()).isTrue();
    }

    @Test
    void closingTheServerEndsADelayedAnswer() {
        Gate arrived = new Gate();
        arrived.open();
        FakeServer server = FakeServer.start(request -> {
            arrived.pass();
            return Reply.of(200).after(Duration.ofDays(1));
        });
        try (RawClient client = new RawClient(server.uri())) {
            client.send(GET);
            arrived.awaitArrivals(1, LONG);

            server.close();

            assertThat(client.receive().body()).isEmpty();
        }
    }

    @Test
    void tooFewArrivalsAreAnAssertionErrorWithTheCountSeen() {
        Gate gate = new Gate();
        gate.open();
        gate.pass();

        assertThatThrownBy(() -> gate.awaitArrivals(2, Duration.ofMillis(10)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected 2 requests at the gate within 10 ms, saw 1");
    }

    @Test
    void anOpenGateHoldsNobodyAndStillCounts() {
        Gate gate = new Gate();
        gate.open();
        gate.pass();
        gate.pass();

        assertThat(gate.arrivals()).isEqualTo(2);
        assertThat(gate).hasToString("Gate[open, arrivals=2]");
    }

    @Test
    void anInterruptEndsTheWaitAtAGateAndStaysSet() {
        Thread.currentThread().interrupt();

        new Gate().pass();

        assertThat(Thread.interrupted()).isTrue();
    }
}
