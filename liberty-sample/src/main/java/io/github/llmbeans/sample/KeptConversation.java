package io.github.llmbeans.sample;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Conversation;
import io.github.llmbeans.ConversationTurn;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of one user, kept in the HTTP session. The server may write it to disk or send it to another node:
 * the injected provider is a proxy that comes back with it. Thread-safe.
 */
@SessionScoped
public class KeptConversation implements Serializable {
    private static final long serialVersionUID = 2L;

    /** How many earlier questions the model is reminded of: 20. */
    public static final int REMEMBERED_TURNS = 20;

    @Inject
    @SuppressWarnings("serial") // What is injected is a proxy, and proxies are serializable.
    BaseProvider llm;

    private final ReentrantLock waiting = new ReentrantLock();
    private final ArrayList<Turn> turns = new ArrayList<>();
    private Conversation conversation = empty();
    private transient @Nullable List<Asked> running;

    /**
     * Asks with all that was said before. Blocks; a second question waits for the first answer.
     *
     * @param question what the user says
     * @return the answer
     * @throws io.github.llmbeans.ProviderException as {@link BaseProvider#chat(ChatRequest)} says; then the question is
     *     not remembered
     */
    public ChatResponse say(String question) {
        waiting.lock();
        try {
            Asked asked = ask(ChatRequest.of(question), false);
            return asked.answeredBy(llm);
        } finally {
            waiting.unlock();
        }
    }

    /**
     * Begins a question whose answer somebody else fetches. Of two that are asked side by side, the one that is answered
     * first is remembered.
     *
     * @param question a request with the question as its only message
     * @param again whether it is asked once more: if the last answer to it is not complete, the new one takes its place
     * @return what to send, and where to give the answer; needs no session any more, so any thread may use it
     */
    public synchronized Asked ask(ChatRequest question, boolean again) {
        String text = question.messages().get(0).content();
        if (again && !turns.isEmpty() && turns.get(turns.size() - 1).isUnfinished(text)) {
            turns.remove(turns.size() - 1);
            conversation.forgetLastTurn();
        }
        if (!llm.info().can(Capability.CHAT_HISTORY)) {
            conversation.clear();
        }
        ConversationTurn turn = conversation.turn(
                llm,
                question.messages().get(0),
                request -> request.params(question.params()).model(question.model()));
        Asked asked = new Asked(text, turn, conversation);
        running().add(asked);
        return asked;
    }

    /** Stops what is being answered; what has come of it is remembered. */
    public void stop() {
        List<Asked> all;
        synchronized (this) {
            all = List.copyOf(running());
        }
        all.forEach(asked -> asked.stop.run());
    }

    /**
     * What was said so far.
     *
     * @return oldest first, at most {@link #REMEMBERED_TURNS}
     */
    public synchronized List<Turn> turns() {
        return List.copyOf(turns);
    }

    /** Stops what is being answered and starts anew. */
    public void forget() {
        synchronized (this) {
            conversation = empty();
            turns.clear();
        }
        stop();
    }

    private static Conversation empty() {
        return Conversation.builder().maxMessages(2 * REMEMBERED_TURNS + 1).build();
    }

    private synchronized void end(Asked asked, @Nullable Turn said) {
        running().remove(asked);
        if (said != null && asked.of == conversation && asked.turn.answered(said.answer())) {
            turns.add(said);
            if (turns.size() > REMEMBERED_TURNS) {
                turns.remove(0);
            }
        }
    }

    private List<Asked> running() {
        List<Asked> all = running;
        if (all == null) {
            all = new ArrayList<>();
            running = all;
        }
        return all;
    }

    /** A question on its way. Thread-safe. */
    public final class Asked {
        private final String question;
        private final ConversationTurn turn;
        private final Conversation of;
        private volatile Runnable stop = () -> {};

        private Asked(String question, ConversationTurn turn, Conversation of) {
            this.question = question;
            this.turn = turn;
            this.of = of;
        }

        /**
         * What to ask the model.
         *
         * @return the question with all that was said before
         */
        public ChatRequest request() {
            return turn.request();
        }

        /**
         * Says how the answer can be stopped.
         *
         * @param action stops it, if it has not ended
         */
        public void stoppedBy(Runnable action) {
            stop = action;
        }

        /**
         * The model has answered.
         *
         * @param response the whole answer
         */
        public void answered(ChatResponse response) {
            end(this, new Turn(question, response, true));
        }

        /**
         * The answer was stopped or broke off.
         *
         * @param partial what had come; if that is no text at all, the question is not remembered
         */
        public void brokenOff(Optional<ChatResponse> partial) {
            end(
                    this,
                    partial.filter(answer -> !answer.text().isBlank())
                            .map(answer -> new Turn(question, answer, false))
                            .orElse(null));
        }

        private ChatResponse answeredBy(BaseProvider provider) {
            try {
                ChatResponse response = provider.chat(request());
                answered(response);
                return response;
            } finally {
                end(this, null);
            }
        }
    }
}
