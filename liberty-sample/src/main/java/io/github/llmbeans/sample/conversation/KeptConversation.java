package io.github.llmbeans.sample.conversation;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Conversation;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One conversation that the server keeps. It is bounded by turns and by tokens: what the model is not reminded of any
 * more is forgotten. Thread-safe.
 */
public final class KeptConversation implements Serializable {
    private static final long serialVersionUID = 3L;

    /** How many earlier questions the model is reminded of at most: 20. */
    public static final int REMEMBERED_TURNS = 20;

    @SuppressWarnings("serial") // A proxy, and proxies are serializable.
    private final BaseProvider llm;

    private final ReentrantLock waiting = new ReentrantLock();
    private final ArrayList<Turn> turns = new ArrayList<>();
    private final Conversation said;
    private transient @Nullable List<Asked> running;
    private transient volatile @Nullable TokenBound bound;

    KeptConversation(BaseProvider llm, int maxTokens) {
        this.llm = llm;
        this.said = Conversation.builder()
                .maxMessages(2 * REMEMBERED_TURNS + 1)
                .maxTokens(maxTokens)
                .build();
    }

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
            try {
                ChatResponse response = llm.chat(asked.request());
                asked.answered(response);
                return response;
            } finally {
                end(asked, null);
            }
        } finally {
            waiting.unlock();
        }
    }

    /**
     * Begins a question whose answer somebody else fetches. Does not block. Of two that are asked side by side, the one
     * that is answered first is remembered.
     *
     * @param question a request with the question as its only message
     * @param again whether it is asked once more: if the last answer to it is not complete, the new one takes its place
     * @return what to send, and where to give the answer
     */
    public synchronized Asked ask(ChatRequest question, boolean again) {
        String text = question.messages().get(0).content();
        if (again && !turns.isEmpty() && turns.get(turns.size() - 1).isUnfinished(text)) {
            turns.remove(turns.size() - 1);
            said.forgetLastTurn();
        }
        if (!llm.info().can(Capability.CHAT_HISTORY)) {
            said.clear();
        }
        Asked asked = new Asked(this, question);
        running().add(asked);
        return asked;
    }

    /** Stops what is being answered; what has come of it is remembered. */
    public void stop() {
        List<Asked> all;
        synchronized (this) {
            all = List.copyOf(running());
        }
        all.forEach(Asked::stop);
    }

    /**
     * What was said so far.
     *
     * @return oldest first, at most {@link #REMEMBERED_TURNS}
     */
    public synchronized List<Turn> turns() {
        return List.copyOf(turns);
    }

    Conversation said() {
        return said;
    }

    /** Whoever opens the conversation brings the counter along; it is no part of the session. */
    void countedBy(TokenBound counter) {
        bound = counter;
    }

    /** The provider as the conversation needs it. */
    BaseProvider counting() {
        TokenBound counter = bound;
        return counter == null ? llm : counter.counting(llm);
    }

    /** A question is over, with the turn to be remembered if it has come to one; whether it is remembered. */
    synchronized boolean end(Asked asked, @Nullable Turn turn) {
        running().remove(asked);
        if (turn == null || !asked.isRemembered(turn.answer())) {
            return false;
        }
        turns.add(turn);
        turns.subList(0, Math.max(0, turns.size() - most())).clear();
        return true;
    }

    /** As many turns as the model is reminded of, each of two messages; if it is not reminded at all, for the eye only. */
    private int most() {
        boolean reminded = llm.info().can(Capability.CHAT_HISTORY);
        return reminded ? Math.min(REMEMBERED_TURNS, said.messages().size() / 2) : REMEMBERED_TURNS;
    }

    private List<Asked> running() {
        List<Asked> all = running;
        if (all == null) {
            all = new ArrayList<>();
            running = all;
        }
        return all;
    }

    /** A server may write a session while an answer ends. */
    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
    }
}
