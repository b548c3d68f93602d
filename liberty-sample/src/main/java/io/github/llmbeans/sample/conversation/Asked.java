package io.github.llmbeans.sample.conversation;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ConversationTurn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A question on its way. It can be stopped from its first moment on. Thread-safe; needs no session. */
public final class Asked {
    private final KeptConversation conversation;
    private final ChatRequest question;
    private volatile @Nullable ConversationTurn turn;
    private @Nullable Runnable stop;
    private boolean stopped;

    Asked(KeptConversation conversation, ChatRequest question) {
        this.conversation = conversation;
        this.question = question;
    }

    /**
     * What to ask the model. Blocks while tokens are counted, for {@link TokenBound#PATIENCE} at most.
     *
     * @return the question with what was said before, as much as the conversation's bounds allow
     */
    public ChatRequest request() {
        ConversationTurn begun = conversation
                .said()
                .turn(
                        conversation.counting(),
                        question.messages().get(0),
                        request -> request.params(question.params()).model(question.model()));
        turn = begun;
        return begun.request();
    }

    /**
     * Says how the answer can be stopped.
     *
     * @param action stops it, if it has not ended; called at once if somebody was faster
     */
    public void stoppedBy(Runnable action) {
        boolean already;
        synchronized (this) {
            stop = action;
            already = stopped;
        }
        if (already) {
            action.run();
        }
    }

    void stop() {
        Runnable action;
        synchronized (this) {
            stopped = true;
            action = stop;
        }
        if (action != null) {
            action.run();
        }
    }

    /**
     * The model has answered.
     *
     * @param response the whole answer
     * @return whether it is remembered; not if the conversation has moved on meanwhile
     */
    public boolean answered(ChatResponse response) {
        return conversation.end(this, new Turn(text(), response, true));
    }

    /**
     * The answer was stopped or broke off.
     *
     * @param partial what had come; if that is no text at all, the question is not remembered
     */
    public void brokenOff(Optional<ChatResponse> partial) {
        conversation.end(
                this,
                partial.filter(answer -> !answer.text().isBlank())
                        .map(answer -> new Turn(text(), answer, false))
                        .orElse(null));
    }

    /** Whether the conversation has not moved on without this answer. */
    boolean isRemembered(ChatResponse answer) {
        ConversationTurn begun = turn;
        return begun != null && begun.answered(answer);
    }

    private String text() {
        return question.messages().get(0).content();
    }
}
