package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;

/** What reaches a model. */
final class PromptChecks {
    private static final String TEXT =
            "\n  \"Стручок\" \\n №1: zażółć \u20ac \ud83e\udeb4 \u2028 {{x}} ${y} %s\t<b>&amp;</b> \\ 'end' \r\n ";
    private static final int LONG = 200_000;

    private PromptChecks() {}

    @Proves(value = "GEN-PROMPT-EXACT", needs = Need.RECORDING)
    static void aPromptIsOneUserMessageCharacterByCharacter(Stage stage) {
        stage.provider().generate(TEXT);
        Expect.equal("the messages at the model", List.of("user: " + TEXT), Said.messages(Said.last(stage)));
    }

    @Proves(value = "GEN-LONG-TEXT", needs = Need.RECORDING)
    static void aLongPromptIsCarriedWhole(Stage stage) {
        String prompt = longText();
        stage.provider().generate(prompt);
        Expect.equal(
                "the prompt at the model",
                prompt,
                Said.last(stage).messages().get(0).content());
    }

    @Proves(value = "GEN-LONG-TEXT", needs = Need.CHOSEN_ANSWER)
    static void aLongAnswerIsCarriedWhole(Stage stage) {
        String answer = longText();
        stage.model().always(new Situation.Answers(stage.usual().withText(answer)));
        Expect.equal("the answer", answer, stage.provider().generate("Which?"));
    }

    private static String longText() {
        StringBuilder text = new StringBuilder();
        for (int line = 0; text.length() < LONG; line++) {
            text.append("line ").append(line).append(" длинного текста\n");
        }
        return text.substring(0, LONG - 1) + ".";
    }

    @Proves(value = "GEN-SAME-AS-CHAT", needs = Need.RECORDING)
    static void generateAsksForTheSameAsChat(Stage stage) {
        GenerationParams params = Everything.params(stage);
        stage.provider().generate("Which?", params);
        stage.provider().chat(ChatRequest.of("Which?", params));
        List<ChatRequest> asked = stage.asked();
        Expect.equal("the number of requests that reach the model", 2, asked.size());
        Expect.equal("what generate asks for", Said.all(asked.get(1)), Said.all(asked.get(0)));
        Expect.equal(
                "the model that generate asks for",
                asked.get(1).model(),
                asked.get(0).model());
    }

    @Proves(value = "GEN-SAME-AS-CHAT", needs = Need.RECORDING)
    static void generateWithoutParametersSetsNone(Stage stage) {
        stage.provider().generate("Which?");
        stage.provider().chat(ChatRequest.of("Which?"));
        List<ChatRequest> asked = stage.asked();
        Expect.equal("the number of requests that reach the model", 2, asked.size());
        Expect.equal("what generate asks for", Said.all(asked.get(1)), Said.all(asked.get(0)));
    }

    @Proves(value = "GEN-SAME-AS-CHAT", needs = Need.CHOSEN_ANSWER)
    static void generateAnswersTheTextOfChat(Stage stage) {
        BaseProvider provider = stage.provider();
        Expect.equal("the answer", provider.chat(ChatRequest.of("Which?")).text(), provider.generate("Which?"));
    }

    @Proves(value = "GEN-ONE-REQUEST", needs = Need.RECORDING)
    static void anAnswerCostsOneRequest(Stage stage) {
        stage.provider().generate("Which?");
        stage.time().quiet();
        stage.askedOnce();
    }

    @Proves(
            value = "GEN-ONE-REQUEST",
            needs = {Need.RECORDING, Need.CHOSEN_ANSWER})
    static void anEmptyAnswerIsNotAskedForAgain(Stage stage) {
        stage.model().always(new Situation.Answers(stage.usual().withText("")));
        Ended.of(() -> stage.provider().generate("Say nothing."));
        stage.time().quiet();
        stage.askedOnce();
    }
}
