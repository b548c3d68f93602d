package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Logs;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Reply;
import java.util.List;
import java.util.UUID;

/** What a stream of events that fails tells its subscriber and the log. */
final class StreamBreakChecks {
    private StreamBreakChecks() {}

    @Proves(value = "STR-PARTIAL-RESPONSE", needs = Need.HTTP)
    static void aStreamThatBreaksOffTellsWhatHadCome(Stage stage) {
        tells(Streams.BEFORE_LAST, broken(stage));
    }

    @Proves(value = "STR-PARTIAL-RESPONSE", needs = Need.HTTP)
    static void aStreamOfTextThatBreaksOffTellsItToo(Stage stage) {
        Line line = stage.line().holdBefore(Streams.LAST);
        Listener listener = Streams.held(stage, line, 0).awaitText(Streams.BEFORE_LAST);
        line.awaitHeld();
        line.breakOff();
        tells(Streams.BEFORE_LAST, listener.failed(ProviderException.class));
    }

    @Proves(
            value = "STR-PARTIAL-RESPONSE",
            needs = {Need.HTTP, Need.STREAM_DAMAGE})
    static void aStreamThatCannotBeReadTellsWhatHadComeBefore(Stage stage) {
        Reply damaged = Streams.damaged(stage.stream(Streams.PIECES), "three ");
        stage.model().always(new Situation.Sends(damaged));
        Events events = Events.of(stage, stage.provider(config -> config.maxRetries(0)));
        tells("One two ", events.texts().failed(ProviderException.class));
    }

    private static void tells(String text, ProviderException thrown) {
        Expect.equal(
                "the text of partialResponse()",
                text,
                thrown.partialResponse().map(ChatResponse::text).orElse("none, there is no partial response"));
    }

    @Proves(value = "STR-ERROR-ONCE", needs = Need.HTTP)
    static void aStreamThatBreaksOffIsOneError(Stage stage) {
        OneError.of(stage, broken(stage));
    }

    @Proves(value = "STR-ERROR-ONCE", needs = Need.BAD_REQUEST)
    static void aStreamThatIsRefusedIsOneError(Stage stage) {
        stage.model().always(Situation.refuses(400));
        OneError.of(stage, Events.of(stage, stage.provider()).texts().failed(ProviderException.class));
    }

    private static ProviderException broken(Stage stage) {
        Line line = stage.line().holdBefore(Streams.LAST);
        Events events = Events.held(stage, line);
        events.texts().awaitText(Streams.BEFORE_LAST);
        line.awaitHeld();
        line.breakOff();
        return events.texts().failed(ProviderException.class);
    }

    @Proves(
            value = "STR-NO-LEAKS",
            needs = {Need.HTTP, Need.SCRIPT, Need.STREAM_DAMAGE})
    static void neitherPromptNorAnswerOfAStreamIsLogged(Stage stage) {
        String prompt = text();
        String piece = text();
        String half = text();
        BaseProvider provider = stage.provider(config -> config.maxRetries(0));
        Reply whole = stage.stream(List.of(piece, half + " and more"));
        for (Reply reply : List.of(whole, Streams.damaged(whole, " and more"))) {
            stage.model().always(new Situation.Sends(reply));
            Events.of(stage, provider, ChatRequest.of(prompt)).texts().awaitEnd();
        }
        stage.time().quiet();
        for (Logs.Line line : stage.logs().lines()) {
            for (String content : List.of(prompt, piece, half)) {
                Expect.that(
                        "no part of the conversation in a log line of " + line.logger(),
                        !line.text().contains(content),
                        "it stands there");
            }
        }
    }

    @Proves(
            value = "STR-NO-LEAKS",
            needs = {Need.HTTP, Need.KEY, Need.STREAM_DAMAGE})
    static void aKeyInAStreamThatCannotBeReadIsNotPassedOn(Stage stage) {
        Reply whole = stage.stream(List.of("One ", "not with " + stage.secret() + " and more"));
        stage.model().always(new Situation.Sends(Streams.damaged(whole, " and more")));
        Events events = Events.of(stage, stage.provider(config -> config.maxRetries(0)));
        Leaks.none(stage.secrets().plain(), events.texts().failed(ProviderException.class));
        stage.time().quiet();
        for (Logs.Line line : stage.logs().lines()) {
            Leaks.none("a log line of " + line.logger(), stage.secrets().plain(), line.text());
        }
    }

    private static String text() {
        return "tck" + UUID.randomUUID().toString().replace("-", "");
    }
}
