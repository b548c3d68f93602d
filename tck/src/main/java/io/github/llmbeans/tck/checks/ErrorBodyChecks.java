package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Reply;

/** What is made of the body of an error. */
final class ErrorBodyChecks {
    private static final String WORDS = "max_tokens must be 1 to 4711 (код 17)";
    private static final int MANY = 2_000_000;
    private static final int ENOUGH = 4_000;

    private ErrorBodyChecks() {}

    @Proves(
            value = "ERR-SERVER-MESSAGE",
            needs = {Need.HTTP, Need.BAD_REQUEST})
    static void theMessageSaysWhatTheServerSaidOfARequest(Stage stage) {
        words(stage, 400);
    }

    @Proves(
            value = "ERR-SERVER-MESSAGE",
            needs = {Need.HTTP, Need.OUTAGE})
    static void theMessageSaysWhatTheServerSaidOfAnOutage(Stage stage) {
        words(stage, 503);
    }

    @Proves(
            value = "ERR-SERVER-MESSAGE",
            needs = {Need.HTTP, Need.SCRIPT})
    static void theMessageSaysWhatTheServerSaidWhateverTheStatus(Stage stage) {
        for (int status : new int[] {402, 404, 413, 418, 422, 429, 500, 502}) {
            words(stage, status);
        }
    }

    private static void words(Stage stage, int status) {
        Situation refused = new Situation.Refuses(status, WORDS, null);
        ProviderException failure = Failing.call(stage, refused, ProviderException.class);
        Expect.that(
                "a message that holds \"" + WORDS + "\"", failure.getMessage().contains(WORDS), failure.getMessage());
    }

    @Proves(
            value = "ERR-HTML-BODY",
            needs = {Need.HTTP, Need.SCRIPT})
    static void anHtmlErrorIsWhatItsStatusSays(Stage stage) {
        String page = "<!DOCTYPE html><html><head><title>Sorry</title></head><body><h1>Sorry</h1>\n</body></html>";
        for (int status : new int[] {400, 403, 404, 429, 502, 503}) {
            likeAnyOther(stage, status, "an HTML body", Reply.html(status, page));
        }
    }

    @Proves(
            value = "ERR-EMPTY-BODY",
            needs = {Need.HTTP, Need.SCRIPT})
    static void anEmptyErrorIsWhatItsStatusSays(Stage stage) {
        for (int status : new int[] {400, 403, 404, 429, 500, 504}) {
            likeAnyOther(stage, status, "no body", Reply.of(status));
        }
    }

    private static void likeAnyOther(Stage stage, int status, String what, Reply reply) {
        ProviderException usual = Failing.call(stage, status, ProviderException.class);
        ProviderException failure = Failing.call(stage, new Situation.Sends(reply), ProviderException.class);
        Expect.equal("the failure of " + status + " with " + what, usual.getClass(), failure.getClass());
        Expect.equal("the status of " + status + " with " + what, usual.status(), failure.status());
    }

    @Proves(value = "ERR-HUGE-BODY", needs = Need.HTTP)
    static void aHugeMessageIsCut(Stage stage) {
        cut(Failing.call(
                stage, new Situation.Refuses(500, "overflow ".repeat(MANY / 9), null), ProviderException.class));
    }

    @Proves(
            value = "ERR-HUGE-BODY",
            needs = {Need.HTTP, Need.SCRIPT})
    static void aHugeBodyOfAnotherKindIsCut(Stage stage) {
        String text = "<p>overflow</p>".repeat(MANY / 15);
        for (Reply reply : new Reply[] {Reply.html(502, text), Reply.text(400, text)}) {
            cut(Failing.call(stage, new Situation.Sends(reply), ProviderException.class));
        }
    }

    private static void cut(ProviderException failure) {
        int length = failure.getMessage().length();
        Expect.that("a message of at most " + ENOUGH + " characters", length <= ENOUGH, length + " characters");
    }
}
