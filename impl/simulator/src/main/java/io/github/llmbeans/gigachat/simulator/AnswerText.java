package io.github.llmbeans.gigachat.simulator;

import java.lang.Character.UnicodeScript;
import java.util.List;

/**
 * Writes the answer: in the language of the question, quoting it and what came before, so that whoever reads it sees
 * what arrived. The same request gets the same answer.
 */
final class AnswerText {

    private static final int LONGEST_QUOTE = 1_000;

    private final ChatCall call;
    private final boolean russian;

    private AnswerText(ChatCall call) {
        this.call = call;
        this.russian = call.last().content().codePoints().anyMatch(AnswerText::isCyrillic);
    }

    static String of(ChatCall call) {
        AnswerText text = new AnswerText(call);
        return text.greeting() + text.question() + text.history() + text.system();
    }

    /** A text of exactly so many words, in the language of the question. */
    static String ofWords(ChatCall call, int words) {
        String word = new AnswerText(call).russian ? "слово" : "word";
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= words; i++) {
            text.append(i == 1 ? "" : " ").append(word).append('-').append(i);
        }
        return text.toString();
    }

    private String greeting() {
        return russian
                ? "Здравствуйте! Это симулятор GigaChat: настоящей модели здесь нет. "
                : "Hello! This is the GigaChat simulator: there is no real model here. ";
    }

    private String question() {
        ChatCall.Message last = call.last();
        String quote = quoted(last.content());
        if (last.role().equals("function")) {
            return russian ? "Функция вернула: " + quote : "The function returned: " + quote;
        }
        return russian ? "Вы спросили: " + quote : "You asked: " + quote;
    }

    private String history() {
        List<ChatCall.Message> questions = call.by("user");
        int before = questions.size() - (call.last().role().equals("user") ? 1 : 0);
        if (before == 0) {
            return "";
        }
        String first = quoted(questions.get(0).content());
        return russian
                ? " Вопросов до этого: " + before + ". Первый был: " + first
                : " Questions before this one: " + before + ". The first was: " + first;
    }

    private String system() {
        List<ChatCall.Message> system = call.by("system");
        if (system.isEmpty()) {
            return "";
        }
        String quote = quoted(system.get(0).content());
        return russian ? " Мне велено: " + quote : " My instructions are: " + quote;
    }

    private String quoted(String text) {
        String shown = text.strip();
        if (shown.codePointCount(0, shown.length()) > LONGEST_QUOTE) {
            shown = shown.substring(0, shown.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
        }
        boolean ended = !shown.isEmpty() && ".?!…".indexOf(shown.charAt(shown.length() - 1)) >= 0;
        return (russian ? "«" + shown + "»" : "“" + shown + "”") + (ended ? "" : ".");
    }

    private static boolean isCyrillic(int character) {
        return UnicodeScript.of(character) == UnicodeScript.CYRILLIC;
    }
}
