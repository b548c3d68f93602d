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

    private static final Pattern FORM = Pattern.compile("(?:^|\\s)/("
            + "blacklist|long|slow|html|reset|cut|empty|200-429"
            + "|400|401|402|403|404|413|422|429|500|502|503|504"
            + ")(?:\\s+(\\d{1,4}))?(?=\\s|$)");

    static Optional<MagicPrompt> find(String prompt) {
        Matcher matcher = FORM.matcher(prompt);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String number = matcher.group(2);
        return Optional.of(new MagicPrompt(
                matcher.group(1), number == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number))));
    }
}
