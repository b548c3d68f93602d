package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** How long a stream may keep silent, and how far it reads ahead. */
final class StreamLimitChecks {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final String LARGE_PIECE = "All work and no play. ".repeat(2_000);
    private static final int MANY = 200;
    private static final long MOST = 5_000_000;
    private static final int RESTS = 5;

    private StreamLimitChecks() {}

    @Proves(value = "STR-FIRST-PIECE", needs = Need.SILENCE)
    static void aSilentModelIsLeftAtTheTimeoutOfTheProvider(Stage stage) {
        stage.model().always(new Situation.Silent());
        long start = System.nanoTime();
        timesOut(Streams.all(stage, stage.provider(config -> config.timeout(TIMEOUT))), TIMEOUT, start);
    }

    @Proves(value = "STR-FIRST-PIECE", needs = Need.HTTP)
    static void soIsAServerThatBeginsAndSendsNoPiece(Stage stage) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        Line line = stage.line().holdBefore(Streams.FIRST);
        BaseProvider provider = stage.provider(
                config -> config.baseUrl(line.address()).timeout(TIMEOUT).maxRetries(0));
        long start = System.nanoTime();
        timesOut(Streams.all(stage, provider), TIMEOUT, start);
    }

    @Proves(
            value = "STR-IDLE",
            needs = {Need.HTTP, Need.STREAM_SILENCE})
    static void aStreamThatKeepsSilentForTooLongFailsAfterWhatCame(Stage stage) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        Line line = stage.line().holdBefore(Streams.LAST);
        ProviderConfig patient = stage.config().baseUrl(line.address()).build();
        BaseProvider provider = stage.provider(
                stage.subject().withStreamSilence(patient, SILENCE).orElseThrow());
        long start = System.nanoTime();
        Listener listener = Streams.all(stage, provider);
        listener.awaitText(Streams.BEFORE_LAST);
        timesOut(listener, SILENCE, start);
        Expect.equal("the pieces together", Streams.BEFORE_LAST, listener.text());
        line.awaitLeft();
    }

    private static void timesOut(Listener listener, Duration limit, long start) {
        listener.failed(ProviderTimeoutException.class);
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        // Clocks that tick in milliseconds may be one ahead.
        Expect.that("a wait of " + limit, waited.compareTo(limit.minusMillis(2)) >= 0, waited);
    }

    @Proves(value = "STR-READS-ON-DEMAND", needs = Need.HTTP)
    static void whatNobodyAsksForIsNotRead(Stage stage) {
        List<String> pieces = Collections.nCopies(MANY, LARGE_PIECE);
        stage.model().always(new Situation.Streams(pieces, stage.usual()));
        Line line = stage.line();
        BaseProvider provider = stage.provider(config -> config.baseUrl(line.address()));
        Listener listener = stage.listen(Streams.of(provider)).request(1);
        listener.awaitPiece();
        boolean stopped = stage.time().becomes(stage.time().limit(), () -> settled(stage, line));
        long read = line.answered();
        listener.cancel();
        Expect.that(
                "at most " + MOST + " of more than " + (long) MANY * LARGE_PIECE.length()
                        + " bytes to be read when one piece is asked for",
                stopped && read <= MOST,
                read + (stopped ? "" : ", and more is being read"));
    }

    /** Whether nothing is read for some time, or more than may be: a busy machine lets a reader rest, too. */
    private static boolean settled(Stage stage, Line line) {
        long before = line.answered();
        for (int i = 0; i < RESTS; i++) {
            stage.time().quiet();
            if (line.answered() != before) {
                return line.answered() > MOST;
            }
        }
        return true;
    }
}
