package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.Set;

/** Servers that repeat in their answers what must not be repeated further. */
final class EchoedSecretChecks {
    private static final int PART = 20;
    private static final int STEP = 16;
    private static final int LONGEST_MESSAGE = 1100;

    private EchoedSecretChecks() {}

    @Proves(
            value = "SEC-EXCEPTIONS",
            needs = {Need.KEY, Need.BAD_REQUEST})
    static void aKeyInTheWordsOfTheServerIsNotPassedOn(Stage stage) {
        stage.model().always(new Situation.Refuses(400, "not with the key " + stage.secret() + "!", null));
        noneIsThrown(stage, stage.provider());
    }

    /** Whoever cuts a message before cleaning it leaves half a key in it at one of these offsets. */
    @Proves(
            value = "SEC-EXCEPTIONS",
            needs = {Need.HTTP, Need.KEY, Need.SCRIPT})
    static void norIsItsBeginningWhereverAMessageIsCut(Stage stage) {
        BaseProvider provider = stage.provider();
        Set<String> beginning = Set.of(stage.secret().substring(0, PART));
        for (int offset = 0; offset < LONGEST_MESSAGE; offset += STEP) {
            stage.model().always(new Situation.Refuses(400, ".".repeat(offset) + stage.secret(), null));
            Leaks.none(beginning, Expect.failure(RuntimeException.class, () -> provider.generate("Who are you?")));
        }
    }

    @Proves(
            value = "SEC-EXCEPTIONS",
            needs = {Need.KEY, Need.OUTAGE, Need.RETRIES})
    static void norIsItOverAllRepeats(Stage stage) {
        stage.model().always(new Situation.Refuses(503, stage.secret(), null));
        noneIsThrown(stage, stage.provider(config -> config.maxRetries(1)));
    }

    @Proves(
            value = "SEC-EXCEPTIONS",
            needs = {Need.BAD_REQUEST, Need.HTTP, Need.SCRIPT, Need.TOKENS})
    static void aTokenInTheWordsOfTheServerIsNotPassedOn(Stage stage) {
        BaseProvider provider = stage.provider();
        provider.generate("With a token");
        String token = stage.tokens().issued().get(0);
        stage.model().always(new Situation.Refuses(400, "not with the token " + token + "!", null));
        noneIsThrown(stage, provider);
    }

    @Proves(
            value = "SEC-EXCEPTIONS",
            needs = {Need.HTTP, Need.KEY, Need.TOKENS})
    static void aKeyInTheWordsOfTheTokenEndpointIsNotPassedOn(Stage stage) {
        stage.tokenEndpoint().always(new Situation.Refuses(401, "unknown key " + stage.secret(), null));
        noneIsThrown(stage, stage.provider());
    }

    @Proves(
            value = "SEC-EXCEPTIONS",
            needs = {Need.HTTP, Need.KEY})
    static void aKeyOnThePageOfAGatewayIsNotPassedOn(Stage stage) {
        String page = "<html><body>Authorization: Basic " + stage.secret() + "</body></html>";
        stage.model()
                .always(new Situation.Sends(
                        Reply.html(502, page).header("WWW-Authenticate", "Basic realm=\"" + stage.secret() + "\"")));
        noneIsThrown(stage, stage.provider());
    }

    @Proves(
            value = "SEC-EXCEPTIONS",
            needs = {Need.HTTP, Need.KEY})
    static void aKeyInAnAnswerThatCannotBeReadIsNotPassedOn(Stage stage) {
        stage.model().always(new Situation.Sends(Reply.json(200, stage.secret())));
        noneIsThrown(stage, stage.provider());
    }

    @Proves(
            value = "SEC-EXCEPTIONS",
            needs = {Need.KEY, Need.SILENCE})
    static void noSecretIsInTheExceptionOfATimeout(Stage stage) {
        stage.model().always(new Situation.Silent());
        noneIsThrown(stage, stage.provider(config -> config.timeout(Duration.ofSeconds(1))));
    }

    private static void noneIsThrown(Stage stage, BaseProvider provider) {
        RuntimeException thrown = Expect.failure(RuntimeException.class, () -> provider.generate("Who are you?"));
        Leaks.none(stage.secrets().plain(), thrown);
    }
}
