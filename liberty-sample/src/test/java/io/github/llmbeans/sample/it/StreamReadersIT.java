package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.tck.server.BodySteps;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.Reply;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readers of streams who leave, who are slow, and who are many. */
class StreamReadersIT extends ApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 50;

    private final ExecutorService readers = Executors.newCachedThreadPool();

    @AfterEach
    void readersGoHome() {
        readers.shutdownNow();
    }

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("stream-readers", Simulators.patientSettings("gigachat.", SIMULATOR));
    }

    @Test
    void whenTheCallerLeavesWhileTheModelIsSilentTheModelIsGivenUp() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("one").silence());
        try (EventReader events = ask("hello")) {
            events.next("started");
            events.next("text");
        }
        Server.awaitHangUp(asked());
    }

    @Test
    void whenTheCallerLeavesBeforeTheModelHasSaidAnythingTheModelIsGivenUpToo() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces().silence());
        try (EventReader events = ask("hello")) {
            assertThat(events.nextOrComment().name()).isEqualTo(":");
        }
        Server.awaitHangUp(asked());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whenTheCallerLeavesBeforeTheFirstByteTheModelIsGivenUpToo(boolean rudely) throws IOException {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces().silence());
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            byte[] body = messages("hello").getBytes(StandardCharsets.UTF_8);
            String head = "POST " + root.getPath() + "api/stream HTTP/1.1\r\nHost: " + root.getAuthority()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            Patience.until(() -> !SIMULATOR.completionRequests().isEmpty());
            if (rudely) {
                // With a reset in place of a proper end.
                socket.setSoLinger(true, 0);
            }
        }
        Server.awaitHangUp(asked());
    }

    @Test
    void fiftyStreamsAtOnceEachGetTheirOwnAnswerPieceByPiece() {
        Gate gate = new Gate();
        SIMULATOR.always(
                Endpoint.COMPLETIONS,
                pieces("one ").pass(gate).pieces("two").finish("stop").done().reply());
        List<CompletableFuture<EventReader>> begun = IntStream.range(0, MANY)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask("Count"), readers))
                .toList();
        List<EventReader> streams = begun.stream().map(CompletableFuture::join).toList();
        streams.forEach(events -> {
            events.next("started");
            assertThat(events.next("text").text()).isEqualTo("one ");
        });
        assertThat(SIMULATOR.mostAtOnce(Endpoint.COMPLETIONS)).isGreaterThanOrEqualTo(MANY);
        gate.open();
        streams.forEach(events -> {
            assertThat(events.next("text").text()).isEqualTo("two");
            events.next("finished");
            events.close();
        });
    }

    @Test
    void aCallerWhoDoesNotReadSlowsTheModelDown() {
        SIMULATOR.script(Endpoint.COMPLETIONS, flood(200));
        try (EventReader events = ask("hello")) {
            events.next("started");
            AtomicLong before = new AtomicLong(-1);
            AtomicLong same = new AtomicLong();
            Patience.until(() -> {
                long sent = asked().bytesSent();
                same.set(before.getAndSet(sent) == sent ? same.get() + 1 : 0);
                return same.get() > 40;
            });
            assertThat(asked().bytesSent()).isPositive().isLessThan(100_000_000);
        }
        asked().awaitHangUp(PATIENCE);
    }

    /** Much more than any buffer holds. */
    private static Reply flood(int megabytes) {
        String event = "data: {\"choices\":[{\"delta\":{\"content\":\"" + "x".repeat(1000)
                + "\"},\"index\":0}],\"created\":1,\"model\":\"GigaChat-2-Pro\"}\n\n";
        return Reply.of(200)
                .header("Content-Type", "text/event-stream")
                .body(BodySteps.start().send(event.getBytes(StandardCharsets.UTF_8), megabytes * 1000L));
    }
}
