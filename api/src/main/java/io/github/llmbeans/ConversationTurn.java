package io.github.llmbeans;

import java.util.ArrayList;
import java.util.List;

/**
 * One turn of a {@link Conversation} whose request the caller sends: {@code llm.chatStream(turn.request())}. If it fails
 * there is nothing to do; a turn that is never answered is as if it had never been. Thread-safe.
 */
public final class ConversationTurn {
    private final Conversation conversation;
    private final List<Message> before;
    private final List<Message> kept;
    private final ChatRequest request;

    ConversationTurn(Conversation conversation, List<Message> before, List<Message> kept, ChatRequest request) {
        this.conversation = conversation;
        this.before = before;
        this.kept = kept;
        this.request = request;
    }

    /**
     * What to send.
     *
     * @return the request, with all that was said before as far as the conversation's bounds allow
     */
    public ChatRequest request() {
        return request;
    }

    /**
     * Remembers the turn: what was said and what was answered. Of a stream that was stopped half way, an answer with the
     * text so far is remembered by {@link ChatResponse#of(String, String, String)}.
     *
     * @param answer what the model answered
     * @return {@code false} if the turn is not remembered, since the conversation has moved on: it was cleared, or another
     *     turn has been answered, or this one already was
     */
    public boolean answered(ChatResponse answer) {
        List<Message> after = new ArrayList<>(kept);
        after.add(Message.assistant(answer));
        return conversation.replace(before, ConversationWindow.ownList(after));
    }

    /** How much is asked, not what. */
    @Override
    public String toString() {
        return "ConversationTurn[messages=" + request.messages().size() + "]";
    }
}
