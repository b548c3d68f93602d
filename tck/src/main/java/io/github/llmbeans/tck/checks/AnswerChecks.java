package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;

/** What comes back from a model. */
final class AnswerChecks {
    private static final String TEXT = "  Стручок №1: \"zażółć\" \u20ac \ud83e\udeb4\n\t<b>&amp;</b> \\ end \n";

    private AnswerChecks() {}

    @Proves(value = "GEN-ANSWER-EXACT", needs = Need.CHOSEN_ANSWER)
    static void anAnswerArrivesCharacterByCharacter(Stage stage) {
        stage.model().always(new Situation.Answers(stage.usual().withText(TEXT)));
        Expect.equal("the answer", TEXT, stage.provider().generate("Which?"));
    }

    @Proves(value = "GEN-EMPTY-ANSWER", needs = Need.CHOSEN_ANSWER)
    static void anEmptyAnswerIsAnAnswer(Stage stage) {
        stage.model().always(new Situation.Answers(stage.usual().withText("")));
        Expect.equal("the answer", "", Expect.answered(() -> stage.provider().generate("Say nothing.")));
    }
}
