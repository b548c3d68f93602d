package io.github.llmbeans.gigachat.simulator;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word in the last message that makes something happen, so that a person at a keyboard can see it without code: a
 * slash and a name, standing on its own, perhaps with a number after it. The table is in the simulator's README.
 */
record MagicPrompt(String name, OptionalInt number) {

    /** No such word. */
    static final MagicPrompt NONE = new MagicPrompt("", OptionalInt.empty());

    /** How slow an answer is unless a number says so. */
    static final int SECONDS = 5;

    private static final Pattern FORM = Pattern.compile("(?:^|\\s)/("
            + "blacklist|long|slow|html|reset|cut|empty|200-429"
            + "|400|401|402|403|404|413|422|429|500|502|503|504"
            + "|stream-cut|stream-end|no-done|idle|error-429|error-500|finish-error|malformed|keep-alive|crlf"
            + "|markdown|hostile|think|image|function"
            + ")(?:\\s+(\\d{1,4}))?(?=\\s|$)");

    static MagicPrompt in(String prompt) {
        Matcher matcher = FORM.matcher(prompt);
        if (!matcher.find()) {
            return NONE;
        }
        OptionalInt number = Optional.ofNullable(matcher.group(2)).stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
        return new MagicPrompt(matcher.group(1), number);
    }

    boolean is(String other) {
        return name.equals(other);
    }

    int number(int absent) {
        return number.orElse(absent);
    }
}
