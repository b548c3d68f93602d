package io.github.llmbeans.sample.rest;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.sample.Answered;
import io.github.llmbeans.sample.conversation.Conversations;
import io.github.llmbeans.sample.conversation.KeptConversation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/conversation}: conversations that the server keeps in the HTTP session. The parameter {@code id} says which
 * one of them; whoever needs only one leaves it out.
 */
@Path("/conversation")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConversationResource {
    @Inject
    Conversations conversations;

    @Inject
    Event<Answered> answered;

    /**
     * Says the next thing.
     *
     * @param id which conversation
     * @param body {@code prompt}
     * @return the answer
     */
    @POST
    public Answer say(@QueryParam("id") @Nullable String id, JsonBody body) {
        String prompt = Requests.prompt(body);
        ChatResponse response = conversations.open(Requests.conversation(id)).say(prompt);
        answered.fire(new Answered(response));
        return Answer.of(response);
    }

    /**
     * What was said so far.
     *
     * @param id which conversation
     * @return oldest first
     */
    @GET
    public List<Said> turns(@QueryParam("id") @Nullable String id) {
        return conversations.find(Requests.conversation(id)).map(KeptConversation::turns).orElse(List.of()).stream()
                .map(Said::of)
                .toList();
    }

    /**
     * Starts anew.
     *
     * @param id which conversation
     */
    @DELETE
    public void forget(@QueryParam("id") @Nullable String id) {
        conversations.forget(Requests.conversation(id));
    }
}
