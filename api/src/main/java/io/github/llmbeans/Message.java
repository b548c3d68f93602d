package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation. Immutable.
 *
 * @param role who speaks
 * @param content what is said, carried to the model exactly as it is; may be empty
 * @param name the function whose result this is, for {@link Role#FUNCTION}; otherwise {@code null}
 * @param functionCall what the model wanted called, for {@link Role#ASSISTANT}; otherwise {@code null}
 * @param functionStateId what the server gave with the function call and wants back, or {@code null}
 */
public record Message(
        Role role,
        String content,
        @Nullable String name,
        @Nullable FunctionCall functionCall,
        @Nullable String functionStateId)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * Checks.
     *
     * @throws NullPointerException if the role or the content is {@code null}
     * @throws IllegalArgumentException if the name is blank, or a component belongs to another role
     */
    public Message {
        Objects.requireNonNull(role, "role must not be null");
        Objects.requireNonNull(content, "content must not be null");
        belongsTo(Role.FUNCTION, role, "name", name);
        belongsTo(Role.ASSISTANT, role, "functionCall", functionCall);
        belongsTo(Role.ASSISTANT, role, "functionStateId", functionStateId);
        if (name != null) {
            Checks.notBlank("name", name);
        }
    }

    private static void belongsTo(Role wanted, Role role, String component, @Nullable Object value) {
        if (value != null && role != wanted) {
            throw new IllegalArgumentException(
                    component + " must be in a message of " + wanted.text() + ", was in one of " + role.text());
        }
    }

    /**
     * A message that is only text.
     *
     * @param role who speaks
     * @param content what is said
     */
    public Message(Role role, String content) {
        this(role, content, null, null, null);
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

    /**
     * An answer of the model as the next request repeats it, with the function call if it has one.
     *
     * @param answer what the model answered
     * @return an assistant message
     */
    public static Message assistant(ChatResponse answer) {
        Objects.requireNonNull(answer, "answer must not be null");
        return new Message(Role.ASSISTANT, answer.text(), null, answer.functionCall(), answer.functionStateId());
    }

    /**
     * The result of a function that the model asked for.
     *
     * @param name the function
     * @param result a JSON object as text
     * @return a function message
     */
    public static Message function(String name, String result) {
        return new Message(Role.FUNCTION, result, Objects.requireNonNull(name, "name must not be null"), null, null);
    }

    /** Role and length only, so that a conversation does not end up in a log by accident. */
    @Override
    public String toString() {
        return "Message[role=" + role + ", content=" + content.length() + " characters]";
    }
}
