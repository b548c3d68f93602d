package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.tck.server.Gate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How fast pieces come, and who is still listening. */
class StreamPaceTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static Duration took(GigaChatSimulator sim, String body) {
        Client client = new Client(sim);
        String token = client.token();
        long start = System.nanoTime();
        StreamReader stream = client.stream(client.chat(token, body)).toTheEnd();
        assertThat(stream.lines()).contains("data: [DONE]");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void piecesComeAtTheSetPace() {
        try (GigaChatSimulator sim =
                GigaChatSimulator.builder().pieceInterval(Duration.ofMillis(20)).start()) {
            // Six words are two pieces; with the last chunk and [DONE] there are three pauses.
            assertThat(took(sim, Client.streamed("/long 6"))).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        }
    }

    @Test
    void theRequestsIntervalIsTheLeastPause() {
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            String body = Client.streamed("/long 6").replace("{\"stream\"", "{\"update_interval\":0.05,\"stream\"");

            assertThat(took(sim, body)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    @Test
    void aShorterIntervalOfTheRequestChangesNothing() {
        try (GigaChatSimulator sim =
                GigaChatSimulator.builder().pieceInterval(Duration.ofMillis(20)).start()) {
            String body = Client.streamed("/long 6").replace("{\"stream\"", "{\"update_interval\":0.001,\"stream\"");

            assertThat(took(sim, body)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        }
    }

    @Test
    void aNegativeIntervalIsRefused() {
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            Client client = new Client(sim);
            String body = Client.question("Hi").replace("{\"model\"", "{\"update_interval\":-1,\"model\"");

            assertThat(client.send(client.chat(client.token(), body)).body())
                    .isEqualTo(
                            "{\"status\":422,\"message\":\"Invalid params: update_interval must be in range [0, +inf)\"}");
        }
    }

    @Test
    void whoLeavesAStreamIsCountedAlsoInThePauseBetweenTwoPieces() {
        try (GigaChatSimulator sim =
                GigaChatSimulator.builder().pieceInterval(Duration.ofDays(1)).start()) {
            Client client = new Client(sim);
            client.stream(Client.streamed("Hi")).until("Hello!").close();

            sim.awaitHungUpStreams(1, LONG);

            assertThat(sim.streams()).isEqualTo(new StreamCounts(0, 0, 1, 0));
        }
    }

    @Test
    void theCountsAreToldOverHttpToo() {
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            Client client = new Client(sim);
            client.stream(Client.streamed("Hi")).toTheEnd();
            client.stream(Client.streamed("/stream-cut")).toTheEnd();
            try (StreamReader idle = client.stream(Client.streamed("/idle 1"))) {
                idle.until("Hello!");
                assertThat(client.send(client.simulator(GigaChatSimulator.STREAMS_PATH))
                                .body())
                        .isEqualTo("{\"open\":1,\"completed\":1,\"hung_up\":0,\"broken_off\":1}");
            }
            assertThat(sim.requests()).noneMatch(request -> request.path().equals(GigaChatSimulator.STREAMS_PATH));
        }
    }

    @Test
    void anAnswerThatIsNoStreamIsNotCounted() {
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            new Client(sim).ask("Hi");

            assertThat(sim.streams()).isEqualTo(new StreamCounts(0, 0, 0, 0));
        }
    }

    @Test
    void anOpenStreamCountsAsRunning() {
        try (GigaChatSimulator sim =
                GigaChatSimulator.builder().maxConcurrentCompletions(1).start()) {
            Client client = new Client(sim);
            Gate gate = new Gate();
            sim.script(
                    Endpoint.COMPLETIONS,
                    StreamScript.start().pieces("One").pass(gate).reply());
            StreamReader first = client.stream(Client.streamed("Hi")).until("One");

            assertThat(client.ask("Hi").statusCode()).isEqualTo(429);
            gate.open();
            first.toTheEnd();
            sim.awaitOpenStreams(0, LONG);
            assertThat(client.ask("Hi").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatReadsEachStreamToItsEndNeverMeetsALimitOfOne() {
        try (GigaChatSimulator sim =
                GigaChatSimulator.builder().maxConcurrentCompletions(1).start()) {
            Client client = new Client(sim);
            String token = client.token();
            for (int i = 0; i < 100; i++) {
                StreamReader stream = client.stream(client.chat(token, Client.streamed("Hi")));
                assertThat(stream.until("[DONE]").response().statusCode()).isEqualTo(200);
                stream.toTheEnd();
            }
            assertThat(sim.streams()).isEqualTo(new StreamCounts(0, 100, 0, 0));
        }
    }

    @Test
    @SuppressWarnings("try") // Closing early is what is tested.
    void closingEndsStreams() {
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            StreamReader stream =
                    new Client(sim).stream(Client.streamed("/idle 1")).until("Hello!");

            sim.close();

            assertThat(stream.toTheEnd().broken()).isTrue();
            assertThat(sim.streams().hungUp()).isZero();
        }
    }

    @Test
    void waitingForWhatDoesNotComeSaysWhatIs() {
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            assertThatThrownBy(() -> sim.awaitHungUpStreams(1, Duration.ofMillis(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("expected 1 streams hung up within 1 ms, saw"
                            + " StreamCounts[open=0, completed=0, hungUp=0, brokenOff=0]");
        }
    }
}
