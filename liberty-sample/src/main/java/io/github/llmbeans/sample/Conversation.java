package io.github.llmbeans.sample;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatRequestBuilder;
import io.github.llmbeans.ChatResponse;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The conversation of one user, kept in the HTTP session. The server may write it to disk or send it to another node:
 * the injected provider is a proxy that comes back with it. Thread-safe; a second question waits for the first answer.
 */
@SessionScoped
public class Conversation implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many earlier questions the model is reminded of: 20. */
    public static final int REMEMBERED_TURNS = 20;

    @Inject
    @SuppressWarnings("serial") // What is injected is a proxy, and proxies are serializable.
    BaseProvider llm;

    private final ArrayList<Turn> turns = new ArrayList<>();

    /**
     * Asks with all that was said before.
     *
     * @param question what the user says now
     * @return the answer
     * @throws io.github.llmbeans.ProviderException as {@link BaseProvider#chat(ChatRequest)} says; then the question is
     *     not remembered
     */
    public synchronized ChatResponse say(String question) {
        ChatRequestBuilder request = ChatRequest.builder();
        turns.forEach(turn -> request.message(turn.userMessage()).message(turn.assistantMessage()));
        ChatResponse response = llm.chat(request.user(question).build());
        remember(new Turn(question, response.text()));
        return response;
    }

    /**
     * What was said so far.
     *
     * @return oldest first, at most {@link #REMEMBERED_TURNS}
     */
    public synchronized List<Turn> turns() {
        return List.copyOf(turns);
    }

    /** Starts anew. */
    public synchronized void forget() {
        turns.clear();
    }

    private void remember(Turn turn) {
        turns.add(turn);
        if (turns.size() > REMEMBERED_TURNS) {
            turns.remove(0);
        }
    }
}
