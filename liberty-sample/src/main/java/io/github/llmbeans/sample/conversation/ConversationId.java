package io.github.llmbeans.sample.conversation;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of the conversations of one visitor. It is looked up among the visitor's own only, so nobody gets anywhere with
 * the id of somebody else.
 *
 * @param text 1 to 64 letters of English, digits, {@code -} or {@code _}
 */
public record ConversationId(String text) {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int SHOWN = 40;

    /** The conversation of a caller who needs only one: {@code main}. */
    public static final ConversationId MAIN = new ConversationId("main");

    /**
     * An id.
     *
     * @throws IllegalArgumentException if it is empty, too long or has other characters in it
     */
    public ConversationId {
        if (!VALID.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "id must be 1 to 64 letters (a to z), digits, - or _, was " + shown(text));
        }
    }

    /**
     * An id as a caller gives it.
     *
     * @param text the id, or {@code null} for {@link #MAIN}
     * @return the id
     * @throws IllegalArgumentException if it is empty, too long or has other characters in it
     */
    public static ConversationId of(@Nullable String text) {
        return text == null ? MAIN : new ConversationId(text);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? "\"" + text + "\"" : text.length() + " characters";
    }
}
