package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import io.github.llmbeans.internal.MessageOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Conversation}. Defaults: no system message, a fresh UUID as session id, nothing said yet, {@value
 * #DEFAULT_MAX_MESSAGES} messages, no bound of tokens. Not thread-safe; may be used again after {@link #build()}.
 */
public final class ConversationBuilder {
    /** The most messages of a request unless said otherwise: {@value}. */
    public static final int DEFAULT_MAX_MESSAGES = 100;

    private List<Message> history = List.of();
    private @Nullable String system;
    private @Nullable String sessionId;
    private int maxMessages = DEFAULT_MAX_MESSAGES;
    private @Nullable Integer maxTokens;

    ConversationBuilder() {}

    /**
     * Gives instructions for the whole conversation.
     *
     * @param text the instructions, not blank, or {@code null} for none
     * @return this
     * @throws IllegalArgumentException if the text is blank
     */
    public ConversationBuilder system(@Nullable String text) {
        system = text == null ? null : Checks.notBlank("system", text);
        return this;
    }

    /**
     * Ties the turns together by an id of the caller; do not share it among users.
     *
     * @param id printable ASCII without blanks around it, at most 1024 characters, or {@code null} for a fresh UUID
     * @return this
     * @throws IllegalArgumentException if it is blank or anything else
     */
    public ConversationBuilder sessionId(@Nullable String id) {
        sessionId = id == null ? null : Checks.headerValue("sessionId", id);
        return this;
    }

    /**
     * Bounds what a request carries.
     *
     * @param count the most messages, the system message and the new one included, at least 1
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public ConversationBuilder maxMessages(int count) {
        maxMessages = Checks.atLeast("maxMessages", count, 1);
        return this;
    }

    /**
     * Bounds what a request carries by {@link BaseProvider#countTokens(List)}: the tokens of all texts, function calls
     * included. Leave room for the answer, and for the few tokens that a server adds to each message. What is new is
     * counted with each turn, in one more call before the turn's own; a provider that does not declare {@link
     * Capability#TOKEN_COUNT} is refused.
     *
     * @param count the most tokens, at least 1, or {@code null} for no bound
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public ConversationBuilder maxTokens(@Nullable Integer count) {
        maxTokens = count == null ? null : Integer.valueOf(Checks.atLeast("maxTokens", count, 1));
        return this;
    }

    /**
     * Goes on with what was said before.
     *
     * @param messages whole turns, oldest first: each begins with a message of the user and ends with one of the model;
     *     without a system message
     * @return this
     * @throws IllegalArgumentException if these are no whole turns
     */
    public ConversationBuilder messages(List<Message> messages) {
        List<Message> copy = Checks.noNulls("messages", messages);
        if (!copy.isEmpty()) {
            requireWholeTurns(copy);
        }
        history = copy;
        return this;
    }

    private static void requireWholeTurns(List<Message> messages) {
        requireRole(messages, 0, Role.USER);
        int last = messages.size() - 1;
        requireRole(messages, last, Role.ASSISTANT);
        List<Message> whole = new ArrayList<>(messages);
        if (MessageOrder.callsFunction(messages.get(last))) {
            // The result is what comes next.
            whole.add(new Message(Role.FUNCTION, ""));
        }
        String violation = MessageOrder.violation(whole);
        if (violation != null) {
            throw new IllegalArgumentException(violation);
        }
    }

    private static void requireRole(List<Message> messages, int index, Role role) {
        Role seen = messages.get(index).role();
        if (seen != role) {
            throw new IllegalArgumentException(
                    "messages[" + index + "] must be of role " + role.text() + ", was of " + seen.text());
        }
    }

    List<Message> history() {
        return ConversationWindow.ownList(history);
    }

    @Nullable
    String system() {
        return system;
    }

    String sessionId() {
        return sessionId == null ? UUID.randomUUID().toString() : sessionId;
    }

    int maxMessages() {
        return maxMessages;
    }

    @Nullable
    Integer maxTokens() {
        return maxTokens;
    }

    /**
     * The conversation as set so far.
     *
     * @return a new conversation
     */
    public Conversation build() {
        return new Conversation(this);
    }
}
