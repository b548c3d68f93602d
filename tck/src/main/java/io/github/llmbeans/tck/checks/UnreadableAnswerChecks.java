package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/** What becomes of a success that holds no answer. */
final class UnreadableAnswerChecks {
    private static final String LOGIN = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>"
            + "<body><form method=\"post\"><input name=\"user\"></form></body></html>";

    private UnreadableAnswerChecks() {}

    @Proves(
            value = "ERR-BROKEN-JSON",
            needs = {Need.HTTP, Need.SCRIPT})
    static void anAnswerThatBreaksOffIsAFailureWithItsStatus(Stage stage) {
        byte[] body = stage.dialect().answer(stage.usual()).body();
        String text = new String(body, StandardCharsets.UTF_8);
        for (String broken : List.of(text.substring(0, text.length() / 2), "{", "no JSON at all", "")) {
            ProviderException failure =
                    Failing.call(stage, new Situation.Sends(Reply.json(200, broken)), ProviderException.class);
            Expect.equal("the status", OptionalInt.of(200), failure.status());
        }
    }

    @Proves(
            value = "ERR-WRONG-SHAPE",
            needs = {Need.HTTP, Need.SCRIPT})
    static void anAnswerOfAnotherShapeIsAFailure(Stage stage) {
        for (String shape : Shapes.NO_ANSWERS) {
            Failing.call(stage, new Situation.Sends(Reply.json(200, shape)), ProviderException.class);
        }
    }

    @Proves(
            value = "ERR-WRONG-SHAPE",
            needs = {Need.HTTP, Need.SCRIPT})
    static void aMemberThatIsMissingOrOfAnotherTypeIsNoSurprise(Stage stage) {
        for (String shape : Shapes.of(stage.dialect().answer(stage.usual()))) {
            stage.model().always(new Situation.Sends(Reply.json(200, shape)));
            Unsurprising.call(stage.provider(), shape);
        }
    }

    @Proves(value = "ERR-HTML-SUCCESS", needs = Need.HTTP)
    static void aLoginPageIsAFailure(Stage stage) {
        Failing.call(stage, new Situation.Sends(Reply.html(200, LOGIN)), ProviderException.class);
    }

    @Proves(
            value = "ERR-WRONG-CHARSET",
            needs = {Need.HTTP, Need.SCRIPT})
    static void aCharsetThatDoesNotExistIsNoSurprise(Stage stage) {
        Reply answer = stage.dialect().answer(stage.usual());
        for (String charset : List.of("no-such-charset", "-", "\"\"", "utf-8;charset=utf-99")) {
            String type = "application/json; charset=" + charset;
            stage.model().always(new Situation.Sends(answer.header("Content-Type", type)));
            Unsurprising.call(stage.provider(), type);
        }
    }
}
