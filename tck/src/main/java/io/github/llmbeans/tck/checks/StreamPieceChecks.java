package io.github.llmbeans.tck.checks;

import io.github.llmbeans.Capability;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.RefusesWithout;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;

/** What comes through a stream, and when. */
final class StreamPieceChecks {
    private static final List<String> PIECES = List.of(
            "  Стручок ", "", " ", "\n", "№1: \"za", "żółć\"", "\t", "<b>&amp;</b>", " \ud83e\udeb4", " \\ end \n");
    private static final String TEXT = String.join("", PIECES);

    private StreamPieceChecks() {}

    @Proves(value = "STR-PIECES", needs = Need.HTTP)
    static void thePiecesTogetherAreTheText(Stage stage) {
        stage.model().always(new Situation.Streams(PIECES, stage.usual()));
        Listener listener = Streams.all(stage, stage.provider());
        Expect.equal("the pieces together", TEXT, listener.completed());
        listener.expectOrder();
    }

    @Proves(value = "STR-PIECES", needs = Need.CHOSEN_ANSWER)
    static void theStreamOfAnAnswerIsItsText(Stage stage) {
        stage.model().always(new Situation.Answers(stage.usual().withText(TEXT)));
        Listener listener = Streams.all(stage, stage.provider());
        Expect.equal("the pieces together", TEXT, listener.completed());
        listener.expectOrder();
    }

    @Proves(value = "STR-AS-THEY-COME", needs = Need.HTTP)
    static void theFirstPieceComesWhileTheServerStillHoldsTheLast(Stage stage) {
        Line line = stage.line().holdBefore(Streams.LAST);
        Listener listener = Streams.held(stage, line, 0);
        listener.awaitPiece();
        line.goOn();
        Expect.equal("the pieces together", Streams.TEXT, listener.completed());
    }

    @Proves("STR-COMPLETES")
    static void aStreamCompletesOnce(Stage stage) {
        Listener listener = Streams.all(stage, stage.provider());
        completesOnce(stage, listener);
    }

    @Proves(value = "STR-COMPLETES", needs = Need.HTTP)
    static void aStreamOfManyPiecesCompletesOnce(Stage stage) {
        stage.model().always(new Situation.Streams(PIECES, stage.usual()));
        Listener listener = Streams.all(stage, stage.provider());
        completesOnce(stage, listener);
    }

    private static void completesOnce(Stage stage, Listener listener) {
        String text = listener.completed();
        stage.time().quiet();
        Expect.equal("how often the stream has ended", 1, listener.ends());
        Expect.equal("the text after the end of the stream", text, listener.text());
    }

    @RefusesWithout(value = Capability.STREAMING, needs = Need.CHOSEN_ANSWER)
    static void withoutStreamingTheWholeAnswerIsOnePiece(Stage stage) {
        stage.model().always(new Situation.Answers(stage.usual().withText(TEXT)));
        Listener listener = Streams.all(stage, stage.provider());
        listener.completed();
        Expect.equal("the pieces", List.of(TEXT), listener.pieces());
        listener.expectOrder();
    }
}
