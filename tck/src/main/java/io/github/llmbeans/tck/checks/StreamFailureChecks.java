package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;

/** Streams that go wrong, before and after the first piece. */
final class StreamFailureChecks {
    private StreamFailureChecks() {}

    @Proves(value = "STR-REFUSED-CALL", needs = Need.BAD_REQUEST)
    static void aMalformedRequestFailsAStreamAsItFailsChat(Stage stage) {
        refused(stage, 400);
    }

    @Proves(value = "STR-REFUSED-CALL", needs = Need.REJECTED_KEY)
    static void aRejectedKeyFailsAStreamAsItFailsChat(Stage stage) {
        refused(stage, 401);
    }

    @Proves(value = "STR-REFUSED-CALL", needs = Need.OVERLOAD)
    static void anOverloadedServerFailsAStreamAsItFailsChat(Stage stage) {
        refused(stage, 429);
    }

    @Proves(value = "STR-REFUSED-CALL", needs = Need.OUTAGE)
    static void anOutageFailsAStreamAsItFailsChat(Stage stage) {
        refused(stage, 503);
    }

    private static void refused(Stage stage, int status) {
        stage.model().always(Situation.refuses(status));
        ProviderException chat =
                Expect.failure(ProviderException.class, () -> stage.provider().generate("Say it in pieces."));
        Listener listener = Streams.all(stage, stage.provider());
        ProviderException failure = listener.failed(ProviderException.class);
        Expect.equal("the stream's exception", chat.getClass(), failure.getClass());
        Expect.equal("its status", chat.status(), failure.status());
        Expect.equal("whether it is retryable", chat.retryable(), failure.retryable());
        Expect.equal("the pieces", List.of(), listener.pieces());
    }

    @Proves(
            value = "STR-RETRY-BEFORE-PIECE",
            needs = {Need.HTTP, Need.RETRIES, Need.OUTAGE})
    static void aStreamIsRepeatedBeforeItsFirstPiece(Stage stage) {
        stage.model().next(Situation.refuses(503)).afterwards(new Situation.Streams(Streams.PIECES, stage.usual()));
        Listener listener = Streams.all(stage, stage.provider(config -> config.maxRetries(1)));
        Expect.equal("the pieces together", Streams.TEXT, listener.completed());
    }

    @Proves(
            value = "STR-RETRY-BEFORE-PIECE",
            needs = {Need.RETRIES, Need.OUTAGE})
    static void aStreamsExceptionTellsItsAttempts(Stage stage) {
        stage.model().always(Situation.refuses(503));
        Listener listener = Streams.all(stage, stage.provider(config -> config.maxRetries(1)));
        Expect.equal("the attempts", 2, listener.failed(ProviderException.class).attempts());
    }

    @Proves(
            value = "STR-RETRY-BEFORE-PIECE",
            needs = {Need.HTTP, Need.TOKENS})
    static void aStreamIsRepeatedWithANewToken(Stage stage) {
        stage.model().next(Situation.refuses(401)).afterwards(new Situation.Streams(Streams.PIECES, stage.usual()));
        Listener listener = Streams.all(stage, stage.provider());
        Expect.equal("the pieces together", Streams.TEXT, listener.completed());
    }

    @Proves(value = "STR-CUT", needs = Need.HTTP)
    static void aStreamThatBreaksOffFailsAfterWhatCame(Stage stage) {
        Line line = stage.line().holdBefore(Streams.LAST);
        Listener listener = Streams.held(stage, line, 0);
        listener.awaitText(Streams.BEFORE_LAST);
        line.awaitHeld();
        line.breakOff();
        listener.failed(ProviderUnavailableException.class);
        Expect.equal("the pieces together", Streams.BEFORE_LAST, listener.text());
    }

    @Proves(
            value = "STR-CUT",
            needs = {Need.HTTP, Need.STREAM_END})
    static void aStreamWithoutItsEndFailsAfterWhatCame(Stage stage) {
        stage.model().always(new Situation.Sends(Streams.endedBefore(stage.stream(Streams.PIECES), Streams.LAST)));
        Listener listener = Streams.all(stage, stage.provider());
        listener.failed(ProviderUnavailableException.class);
        Expect.equal("the pieces together", Streams.BEFORE_LAST, listener.text());
    }

    @Proves(
            value = "STR-NO-RETRY-AFTER-PIECE",
            needs = {Need.HTTP, Need.RETRIES, Need.RECORDING})
    static void aStreamIsNotRepeatedAfterItsFirstPiece(Stage stage) {
        Line line = stage.line().holdBefore(Streams.LAST);
        Listener listener = Streams.held(stage, line, 1);
        listener.awaitPiece();
        line.awaitHeld();
        line.breakOff();
        listener.awaitEnd();
        Expect.equal("the number of requests", 1, stage.asked().size());
    }

    @Proves(
            value = "STR-MALFORMED",
            needs = {Need.HTTP, Need.STREAM_DAMAGE})
    static void aPieceThatCannotBeReadFailsTheStream(Stage stage) {
        stage.model().always(new Situation.Sends(Streams.damaged(stage.stream(Streams.PIECES), "three ")));
        Listener listener = Streams.all(stage, stage.provider());
        listener.failed(ProviderException.class);
        String text = listener.text();
        Expect.that("no piece after the one that cannot be read", ("One two ").startsWith(text), text);
    }
}
