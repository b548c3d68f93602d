package io.github.llmbeans.sample.rest;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.sample.Answered;
import io.github.llmbeans.sample.KeptConversation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code /api/conversation}: a conversation that the server keeps in the HTTP session. */
@Path("/conversation")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConversationResource {
    @Inject
    KeptConversation conversation;

    @Inject
    Event<Answered> answered;

    /**
     * Says the next thing.
     *
     * @param body {@code prompt}
     * @return the answer
     */
    @POST
    public Answer say(JsonBody body) {
        ChatResponse response = conversation.say(Requests.prompt(body));
        answered.fire(new Answered(response));
        return Answer.of(response);
    }

    /**
     * What was said so far.
     *
     * @return oldest first
     */
    @GET
    public List<Said> turns() {
        return conversation.turns().stream().map(Said::of).toList();
    }

    /** Starts anew. */
    @DELETE
    public void forget() {
        conversation.forget();
    }
}
