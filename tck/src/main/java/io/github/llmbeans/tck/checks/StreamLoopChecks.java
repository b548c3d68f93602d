package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;

/** A stream as a plain loop. */
final class StreamLoopChecks {
    private StreamLoopChecks() {}

    @Proves(value = "STR-LOOP", needs = Need.HTTP)
    static void aLoopGetsAllPieces(Stage stage) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        String text = stage.start(() -> {
                    StringBuilder all = new StringBuilder();
                    try (BlockingStream<String> pieces = BlockingStream.of(Streams.of(stage.provider()))) {
                        pieces.forEachRemaining(all::append);
                    }
                    return all.toString();
                })
                .answer();
        Expect.equal("the pieces together", Streams.TEXT, text);
    }

    @Proves(value = "STR-LOOP", needs = Need.HTTP)
    static void aLoopThatIsLeftHalfWayClosesTheConnection(Stage stage) {
        Line line = stage.line().holdBefore(Streams.LAST);
        BlockingStream<String> pieces = open(stage, line);
        Expect.equal("the first piece", Streams.FIRST, stage.start(pieces::next).answer());
        line.awaitHeld();
        pieces.close();
        line.awaitLeft();
    }

    @Proves(value = "STR-LOOP-INTERRUPTED", needs = Need.HTTP)
    static void whoIsInterruptedInALoopLeavesAndClosesTheConnection(Stage stage) {
        Line line = stage.line().holdBefore(Streams.FIRST);
        BlockingStream<String> pieces = open(stage, line);
        Call<Boolean> loop = stage.start(pieces::hasNext);
        line.awaitHeld();
        // Whoever looks at the interrupt before it reads is no proof that a read can be left.
        stage.time().quiet();
        loop.interrupt();
        Ended<Boolean> ended = loop.ended();
        Expect.failure(ProviderInterruptedException.class, ended);
        Expect.equal("the interrupt flag", true, ended.interrupted());
        line.awaitLeft();
    }

    private static BlockingStream<String> open(Stage stage, Line line) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        return BlockingStream.of(Streams.of(
                stage.provider(config -> config.baseUrl(line.address()).maxRetries(0))));
    }
}
