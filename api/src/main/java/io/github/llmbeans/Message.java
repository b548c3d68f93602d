package io.github.llmbeans;

import java.util.Objects;

/**
 * One message of a conversation. Immutable.
 *
 * @param role who speaks
 * @param content what is said, carried to the model exactly as it is; may be empty
 */
public record Message(Role role, String content) {

    /**
     * Checks.
     *
     * @throws NullPointerException if a component is {@code null}
     */
    public Message {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(content, "content");
    }

    /**
     * Instructions for the whole conversation.
     *
     * @param content the instructions
     * @return a system message
     */
    public static Message system(String content) {
        return new Message(Role.SYSTEM, content);
    }

    /**
     * A question or a statement of the user.
     *
     * @param content the text
     * @return a user message
     */
    public static Message user(String content) {
        return new Message(Role.USER, content);
    }

    /**
     * An earlier answer of the model.
     *
     * @param content the text
     * @return an assistant message
     */
    public static Message assistant(String content) {
        return new Message(Role.ASSISTANT, content);
    }

    /** Role and length only, so that a conversation does not end up in a log by accident. */
    @Override
    public String toString() {
        return "Message[role=" + role + ", content=" + content.length() + " characters]";
    }
}
