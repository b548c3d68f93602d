package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;

/** Where answers end. */
final class StopChecks {
    private static final String ANSWER = "Eins, zwei.\nENDE\ndrei \ud83e\udeb4 vier";

    private StopChecks() {}

    @Proves(value = "PRM-STOP", needs = Need.CHOSEN_ANSWER)
    static void theAnswerEndsBeforeTheSequence(Stage stage) {
        ends(stage, FinishReason.STOP, "Eins, zwei.", "\nENDE");
    }

    @Proves(
            value = "PRM-STOP",
            needs = {Need.CHOSEN_ANSWER, Need.HTTP})
    static void anAnswerCutAtTheSequenceIsComplete(Stage stage) {
        ends(stage, FinishReason.LENGTH, "Eins", ", zwei");
    }

    @Proves(value = "PRM-STOP", needs = Need.CHOSEN_ANSWER)
    static void aSequenceThatDoesNotComeChangesNothing(Stage stage) {
        ends(stage, FinishReason.STOP, ANSWER, "tck-other");
    }

    private static void ends(Stage stage, FinishReason servers, String text, String sequence) {
        ChatResponse answer = answer(stage, servers, sequence);
        Expect.equal("the text of the answer", text, answer.text());
        Expect.equal("its finish reason", FinishReason.STOP, answer.finishReason());
    }

    @Proves(value = "PRM-STOP-FIRST", needs = Need.CHOSEN_ANSWER)
    static void theFirstSequenceInTheTextEndsTheAnswer(Stage stage) {
        Expect.equal(
                "the text of the answer",
                "Eins, zwei.",
                answer(stage, FinishReason.STOP, "vier", "\nENDE", "drei").text());
    }

    private static ChatResponse answer(Stage stage, FinishReason servers, String... stop) {
        stage.model()
                .always(new Situation.Answers(stage.usual().withText(ANSWER).withFinishReason(stage.word(servers))));
        GenerationParams params = GenerationParams.builder().stop(stop).build();
        return stage.provider().chat(ChatRequest.of("Count.", params));
    }
}
