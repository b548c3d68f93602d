package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;

/** What comes with the text of an answer. */
final class ResponseChecks {
    private static final String NEW_WORD = "tck_new_word";

    private ResponseChecks() {}

    @Proves("CHT-RESPONSE-PROVIDER")
    static void theAnswerTellsWhoseItIs(Stage stage) {
        Names.own("the provider of the answer", stage.name(), answer(stage).provider());
        ChatResponse another =
                stage.provider(config -> config.name("another-name")).chat(ChatRequest.of("Which?"));
        Names.own("the provider of the answer", "another-name", another.provider());
    }

    @Proves(value = "CHT-RESPONSE-MODEL", needs = Need.CHOSEN_ANSWER)
    static void theModelIsTheServersWordForIt(Stage stage) {
        Expect.equal(
                "the model of the answer", stage.usual().model(), answer(stage).model());
    }

    @Proves(value = "CHT-RESPONSE-REQUEST-ID", needs = Need.REQUEST_ID)
    static void theRequestIdIsTheServers(Stage stage) {
        Expect.equal(
                "the request id of the answer",
                stage.usual().requestId(),
                answer(stage).requestId());
    }

    @Proves(value = "CHT-FINISH-STOP", needs = Need.CHOSEN_ANSWER)
    static void aCompleteAnswerEndsWithStop(Stage stage) {
        ends(stage, stage.word(FinishReason.STOP), FinishReason.STOP);
    }

    @Proves(value = "CHT-FINISH-LENGTH", needs = Need.CHOSEN_ANSWER)
    static void aCutAnswerEndsWithLength(Stage stage) {
        ends(stage, stage.word(FinishReason.LENGTH), FinishReason.LENGTH);
    }

    @Proves(value = "CHT-FINISH-FILTER", needs = Need.CHOSEN_ANSWER)
    static void aModeratedAnswerIsAnAnswer(Stage stage) {
        ends(stage, stage.word(FinishReason.CONTENT_FILTER), FinishReason.CONTENT_FILTER);
    }

    @Proves(value = "CHT-FINISH-UNKNOWN", needs = Need.CHOSEN_ANSWER)
    static void aNewWordIsOther(Stage stage) {
        ends(stage, NEW_WORD, FinishReason.OTHER);
    }

    @Proves(value = "CHT-FINISH-WORD", needs = Need.CHOSEN_ANSWER)
    static void aCutAnswerKeepsTheServersWord(Stage stage) {
        keeps(stage, stage.word(FinishReason.LENGTH));
    }

    @Proves(value = "CHT-FINISH-WORD", needs = Need.CHOSEN_ANSWER)
    static void aModeratedAnswerKeepsTheServersWord(Stage stage) {
        keeps(stage, stage.word(FinishReason.CONTENT_FILTER));
    }

    @Proves(value = "CHT-FINISH-WORD", needs = Need.CHOSEN_ANSWER)
    static void aNewWordIsKept(Stage stage) {
        keeps(stage, NEW_WORD);
    }

    private static void ends(Stage stage, String word, FinishReason reason) {
        ChatResponse answer = endingWith(stage, word);
        Expect.equal("the finish reason for the server's word \"" + word + "\"", reason, answer.finishReason());
        Expect.equal("the text of the answer", stage.usual().text(), answer.text());
    }

    private static void keeps(Stage stage, String word) {
        Expect.equal("finishReasonText()", word, endingWith(stage, word).finishReasonText());
    }

    private static ChatResponse endingWith(Stage stage, String word) {
        stage.model().always(new Situation.Answers(stage.usual().withFinishReason(word)));
        return answer(stage);
    }

    private static ChatResponse answer(Stage stage) {
        return stage.provider().chat(ChatRequest.of("Which?"));
    }
}
