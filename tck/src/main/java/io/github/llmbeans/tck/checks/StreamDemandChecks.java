package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;
import java.util.concurrent.Flow;

/** Who listens decides: when a stream begins, how fast it goes, when it ends. */
final class StreamDemandChecks {
    private StreamDemandChecks() {}

    @Proves(value = "STR-COLD", needs = Need.RECORDING)
    static void nothingIsSentBeforeAPieceIsAskedFor(Stage stage) {
        Listener listener = stage.listen(Streams.of(stage.provider()));
        // A request that begins later and takes its time: one of the stream would have been there by now.
        stage.provider().generate("Meanwhile");
        stage.time().quiet();
        Expect.equal(
                "the number of requests, beside that of another call, before a piece is asked for",
                0,
                stage.asked().size() - 1);
        listener.request(Long.MAX_VALUE).completed();
        Expect.equal(
                "the number of requests, beside that of another call, afterwards",
                1,
                stage.asked().size() - 1);
    }

    @Proves(value = "STR-COLD", needs = Need.RECORDING)
    static void nothingIsSentBeforeAnEventIsAskedFor(Stage stage) {
        Flow.Publisher<StreamEvent> stream = stage.provider().chatStream(ChatRequest.of("Say it in pieces."));
        Listener listener = stage.listen(Events.texts(stream));
        stage.provider().generate("Meanwhile");
        stage.time().quiet();
        Expect.equal(
                "the number of requests, beside that of another call, before an event is asked for",
                0,
                stage.asked().size() - 1);
        listener.request(Long.MAX_VALUE).completed();
    }

    @Proves(value = "STR-OWN-CALL", needs = Need.RECORDING)
    static void eachSubscriberCausesACall(Stage stage) {
        Flow.Publisher<String> stream = Streams.of(stage.provider());
        String first = stage.listen(stream).request(Long.MAX_VALUE).completed();
        String second = stage.listen(stream).request(Long.MAX_VALUE).completed();
        Expect.equal("what the second subscriber gets", first, second);
        Expect.equal("the number of requests", 2, stage.asked().size());
    }

    @Proves(value = "STR-OWN-CALL", needs = Need.HTTP)
    static void subscribersAtTheSameTimeGetTheirOwnPieces(Stage stage) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        Flow.Publisher<String> stream = Streams.of(stage.provider());
        Listener first = stage.listen(stream).request(1).awaitPiece();
        Listener second = stage.listen(stream).request(Long.MAX_VALUE);
        Expect.equal("what the second subscriber gets", Streams.TEXT, second.completed());
        Expect.equal(
                "what the first subscriber gets",
                Streams.TEXT,
                first.request(Long.MAX_VALUE).completed());
        first.expectOrder();
        second.expectOrder();
    }

    @Proves("STR-DEMAND")
    static void oneEventComesWhenOneIsAskedFor(Stage stage) {
        Flow.Publisher<StreamEvent> stream = stage.provider().chatStream(ChatRequest.of("Say it in pieces."));
        Listener listener = stage.listen(Events.texts(stream)).request(1);
        listener.awaitPiece();
        stage.time().quiet();
        Expect.equal("the number of events", 1, listener.pieces().size());
        listener.request(Long.MAX_VALUE).completed();
        listener.expectOrder();
    }

    @Proves(value = "STR-DEMAND", needs = Need.HTTP)
    static void noMorePiecesComeThanWereAskedFor(Stage stage) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        Listener listener = stage.listen(Streams.of(stage.provider())).request(2);
        listener.awaitPiece();
        stage.time().quiet();
        List<String> pieces = listener.pieces();
        Expect.that("at most 2 pieces", pieces.size() <= 2, pieces);
        listener.request(Long.MAX_VALUE);
        Expect.equal("the pieces together", Streams.TEXT, listener.completed());
        listener.expectOrder();
    }

    @Proves("STR-DEMAND")
    static void onePieceComesWhenOneIsAskedFor(Stage stage) {
        Listener listener = stage.listen(Streams.of(stage.provider())).request(1);
        listener.awaitPiece();
        stage.time().quiet();
        List<String> pieces = listener.pieces();
        Expect.that("one piece", pieces.size() == 1, pieces);
        listener.request(Long.MAX_VALUE).completed();
        listener.expectOrder();
    }

    @Proves(value = "STR-CANCEL", needs = Need.HTTP)
    static void aCancelledStreamClosesItsConnection(Stage stage) {
        Line line = stage.line().holdBefore(Streams.FIRST);
        Listener listener = Streams.held(stage, line, 0);
        line.awaitHeld();
        listener.cancel();
        line.awaitLeft();
    }

    @Proves(value = "STR-CANCEL", needs = Need.HTTP)
    static void noPieceComesAfterCancel(Stage stage) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        Listener listener = stage.listen(Streams.of(stage.provider())).atFirstPiece(Flow.Subscription::cancel);
        listener.request(Long.MAX_VALUE).awaitPiece();
        stage.time().quiet();
        Expect.equal("the number of pieces", 1, listener.pieces().size());
    }

    @Proves("STR-NULL-SUBSCRIBER")
    static void aNullSubscriberIsRefused(Stage stage) {
        Flow.Publisher<String> stream = Streams.of(stage.provider());
        Expect.failure(NullPointerException.class, () -> {
            stream.subscribe(null);
            return "of subscribe(null)";
        });
    }

    @Proves("STR-BAD-DEMAND")
    static void askingForNoPieceFailsTheStream(Stage stage) {
        Listener listener = stage.listen(Streams.of(stage.provider())).request(0);
        listener.failed(IllegalArgumentException.class);
        Expect.equal("the pieces", List.of(), listener.pieces());
    }

    @Proves(value = "STR-BAD-DEMAND", needs = Need.HTTP)
    static void askingForFewerThanNoPieceFailsARunningStream(Stage stage) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        Listener listener = stage.listen(Streams.of(stage.provider())).atFirstPiece(asked -> asked.request(-1));
        listener.request(Long.MAX_VALUE).failed(IllegalArgumentException.class);
    }
}
