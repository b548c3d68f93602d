package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Logs;
import io.github.llmbeans.tck.run.Printed;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Reply;
import java.util.List;
import java.util.UUID;

/** What people write and read is not logged, and nothing is printed. */
final class ContentChecks {
    private ContentChecks() {}

    @Proves("TEL-NO-CONTENT")
    static void noLogLineHoldsThePrompt(Stage stage) {
        String prompt = text();
        BaseProvider provider = stage.provider();
        Ended.of(() -> provider.generate(prompt));
        Later.of(stage, () -> provider.chatAsync(ChatRequest.of(prompt)));
        isNotLogged(stage, "the prompt", prompt);
    }

    @Proves(value = "TEL-NO-CONTENT", needs = Need.OUTAGE)
    static void noLogLineOfAFailureHoldsThePrompt(Stage stage) {
        stage.model().always(Situation.refuses(503));
        String prompt = text();
        Expect.failure(RuntimeException.class, () -> stage.provider().generate(prompt));
        isNotLogged(stage, "the prompt", prompt);
    }

    @Proves(value = "TEL-NO-CONTENT", needs = Need.CHOSEN_ANSWER)
    static void noLogLineHoldsTheAnswer(Stage stage) {
        String answer = text();
        stage.model().always(new Situation.Answers(stage.usual().withText(answer)));
        stage.provider().generate("Which?");
        isNotLogged(stage, "the answer", answer);
    }

    @Proves(value = "TEL-NO-CONTENT", needs = Need.HTTP)
    static void noLogLineHoldsAnAnswerThatCannotBeRead(Stage stage) {
        String answer = text();
        stage.model().always(new Situation.Sends(Reply.json(200, "{\"text\": \"" + answer + "\" oops")));
        Expect.failure(RuntimeException.class, () -> stage.provider().generate("Which?"));
        isNotLogged(stage, "the answer", answer);
    }

    @Proves(value = "TEL-NOTHING-PRINTED", alone = true)
    static void aCallPrintsNothing(Stage stage) {
        printsNothing(stage);
    }

    @Proves(value = "TEL-NOTHING-PRINTED", needs = Need.OUTAGE, alone = true)
    static void aFailedCallPrintsNothing(Stage stage) {
        stage.model().always(Situation.refuses(503));
        printsNothing(stage);
    }

    private static void printsNothing(Stage stage) {
        String printed = Printed.during(() -> {
            BaseProvider provider = stage.provider();
            Ended.of(() -> provider.generate("Hush"));
            Later.of(stage, () -> provider.chatAsync(ChatRequest.of("Hush")));
            provider.healthCheck();
            provider.close();
        });
        Expect.equal("what is printed", "", printed);
    }

    private static String text() {
        return "private-" + UUID.randomUUID();
    }

    private static void isNotLogged(Stage stage, String what, String text) {
        List<String> lines = stage.logs().lines().stream()
                .filter(line -> line.text().contains(text))
                .map(Logs.Line::toString)
                .toList();
        Expect.that("no log line with " + what, lines.isEmpty(), lines);
    }
}
