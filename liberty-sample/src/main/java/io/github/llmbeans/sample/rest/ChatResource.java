package io.github.llmbeans.sample.rest;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.sample.Answered;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code POST /api/chat}: a conversation that the caller keeps, straight to the injected provider. */
@Path("/chat")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ChatResource {
    @Inject
    BaseProvider llm;

    @Inject
    Event<Answered> answered;

    /**
     * Answers the last message of a conversation.
     *
     * @param body {@code messages}, and if wanted {@code params}, {@code model} and {@code sessionId}
     * @return the answer
     */
    @POST
    public Answer chat(JsonBody body) {
        ChatResponse response = llm.chat(Requests.chat(body));
        answered.fire(new Answered(response));
        return Answer.of(response);
    }
}
