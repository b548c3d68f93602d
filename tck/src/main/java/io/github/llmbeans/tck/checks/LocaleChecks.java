package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Nothing depends on where the JVM stands. */
final class LocaleChecks {
    private static final List<String> LOCALES = List.of("en-US", "tr-TR", "ru-RU");
    private static final String TEXT = "Ответ: zażółć \u20ac \ud83e\udeb4";

    private LocaleChecks() {}

    @Proves(value = "GEN-DEFAULT-LOCALE", needs = Need.RECORDING, alone = true)
    static void requestsAreTheSameUnderEveryDefaultLocale(Stage stage) {
        ChatRequest request = Everything.request(stage);
        answers(stage, provider -> provider.chat(request));
        List<ChatRequest> asked = stage.asked();
        Expect.equal("the number of requests that reach the model", LOCALES.size(), asked.size());
        for (int i = 1; i < asked.size(); i++) {
            Expect.equal("the request under " + LOCALES.get(i), Said.all(asked.get(0)), Said.all(asked.get(i)));
        }
    }

    @Proves(value = "GEN-DEFAULT-LOCALE", needs = Need.CHOSEN_ANSWER, alone = true)
    static void answersAreTheSameUnderEveryDefaultLocale(Stage stage) {
        stage.model()
                .always(new Situation.Answers(
                        stage.usual().withText(TEXT).withFinishReason(stage.word(FinishReason.CONTENT_FILTER))));
        List<ChatResponse> answers = answers(stage, provider -> provider.chat(ChatRequest.of("Which?")));
        for (int i = 1; i < answers.size(); i++) {
            Expect.equal(
                    "the finish reason under " + LOCALES.get(i),
                    answers.get(0).finishReason(),
                    answers.get(i).finishReason());
            Expect.equal(
                    "the answer under " + LOCALES.get(i), TEXT, answers.get(i).text());
        }
    }

    /** Each with a provider of its own, made under the locale. */
    private static <T> List<T> answers(Stage stage, Function<BaseProvider, T> call) {
        List<T> answers = new ArrayList<>();
        for (String locale : LOCALES) {
            answers.add(under(locale, () -> call.apply(stage.provider(config -> config))));
        }
        return answers;
    }

    private static <T> T under(String locale, Callable<T> call) {
        Locale shown = Locale.getDefault(Locale.Category.DISPLAY);
        Locale format = Locale.getDefault(Locale.Category.FORMAT);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            return Expect.success(Ended.of(call));
        } finally {
            Locale.setDefault(before);
            Locale.setDefault(Locale.Category.DISPLAY, shown);
            Locale.setDefault(Locale.Category.FORMAT, format);
        }
    }

    @Proves(value = "GEN-ANSWER-CHARSET", needs = Need.HTTP)
    static void anAnswerWithoutACharsetIsReadAsUtf8(Stage stage) {
        Reply usual = ((Dialect) stage.subject()).answer(stage.usual().withText(TEXT));
        String type = usual.header("Content-Type").orElse("application/json").replaceFirst(";.*", "");
        stage.model().always(new Situation.Sends(usual.header("Content-Type", type)));
        Expect.equal("the answer", TEXT, stage.provider().generate("Which?"));
    }
}
