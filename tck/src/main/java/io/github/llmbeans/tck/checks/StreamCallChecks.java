package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** A stream of events as a call: what it asks for, how long it may take, who ends it. */
final class StreamCallChecks {
    private static final int MANY = 400;
    private static final Duration LONG = Duration.ofSeconds(40);

    private StreamCallChecks() {}

    @Proves(value = "STR-SAME-AS-CHAT", needs = Need.RECORDING)
    static void aStreamAsksForTheSameAsChat(Stage stage) {
        ChatRequest everything = Everything.request(stage);
        // Whether the server or the provider looks for stop sequences may differ in a stream.
        ChatRequest request = everything.toBuilder()
                .params(everything.params().toBuilder().stop(List.of()).build())
                .build();
        stage.provider().chat(request);
        Events.of(stage, stage.provider(), request).texts().completed();
        List<ChatRequest> asked = stage.asked();
        Expect.equal("the number of requests that reach the model", 2, asked.size());
        Expect.equal("what a stream asks for", Said.all(asked.get(0)), Said.all(asked.get(1)));
        Expect.equal(
                "the model that a stream asks for",
                asked.get(0).model(),
                asked.get(1).model());
    }

    @Proves(value = "STR-TIMEOUT", needs = Need.HTTP)
    static void aStreamWhosePiecesKeepComingEndsAtTheTimeoutOfItsRequest(Stage stage) {
        stage.model()
                .always(new Situation.Sends(
                        stage.stream(Collections.nCopies(MANY, "more ")).dribble(MANY, LONG)));
        BaseProvider provider =
                stage.provider(config -> config.timeout(Duration.ofMinutes(2)).maxRetries(0));
        Duration timeout = Duration.ofMillis(1200);
        long start = System.nanoTime();
        Events events = Events.of(
                stage,
                provider,
                ChatRequest.of("Say it slowly.").toBuilder().timeout(timeout).build());
        events.texts().failed(ProviderTimeoutException.class);
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        // Clocks that tick in milliseconds may be one ahead.
        Expect.that("a wait of " + timeout, waited.compareTo(timeout.minusMillis(2)) >= 0, waited);
    }

    @Proves(value = "STR-CLOSE-ENDS-STREAMS", needs = Need.HTTP)
    static void anOpenStreamFailsWhenItsProviderIsClosedAndLeavesTheServer(Stage stage) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        Line line = stage.line().holdBefore(Streams.LAST);
        BaseProvider provider =
                stage.provider(config -> config.baseUrl(line.address()).maxRetries(0));
        Events events = Events.of(stage, provider);
        events.texts().awaitText(Streams.BEFORE_LAST);
        line.awaitHeld();
        provider.close();
        events.texts().failed(RuntimeException.class);
        line.awaitLeft();
    }

    @Proves(value = "STR-CANCEL", needs = Need.HTTP)
    static void aStreamOfEventsThatIsCancelledClosesItsConnection(Stage stage) {
        Line line = stage.line().holdBefore(Streams.LAST);
        Events events = Events.held(stage, line);
        line.awaitHeld();
        events.texts().cancel();
        line.awaitLeft();
    }

    @Proves(value = "STR-CANCEL", needs = Need.HTTP)
    static void aStreamThatIsCancelledBeforeTheServerHasAnsweredClosesItsConnectionToo(Stage stage) {
        Line line = stage.line().holdBefore("HTTP");
        Events events = Events.held(stage, line);
        line.awaitHeld();
        events.texts().cancel();
        line.awaitLeft();
        Expect.equal("the events", List.of(), events.seen());
    }
}
