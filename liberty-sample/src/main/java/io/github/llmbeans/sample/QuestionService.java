package io.github.llmbeans.sample;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * Asks the model from an enterprise bean, inside the transaction of the caller or a new one.
 *
 * <p>A {@link io.github.llmbeans.ProviderException} is an application exception without rollback: it reaches the caller
 * as itself, and the transaction goes on. Thread-safe; blocks until the model has answered.
 */
@Stateless
public class QuestionService {
    @Inject
    BaseProvider llm;

    @Inject
    Event<Answered> answered;

    /**
     * Asks and waits.
     *
     * @param request the conversation and how to answer
     * @return the answer
     * @throws io.github.llmbeans.ProviderException as {@link BaseProvider#chat(ChatRequest)} says
     */
    public ChatResponse ask(ChatRequest request) {
        ChatResponse response = llm.chat(request);
        answered.fire(new Answered(response));
        return response;
    }
}
