package io.github.llmbeans.sample.rest;

import io.github.llmbeans.sample.QuestionService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code POST /api/chat}: a conversation that the caller keeps, through an enterprise bean. */
@Path("/chat")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ChatResource {
    @Context
    HttpServletRequest request;

    @Inject
    QuestionService questions;

    /**
     * Answers the last message of a conversation.
     *
     * @param body {@code messages}, and if wanted {@code params}, {@code model} and {@code sessionId}
     * @return the answer
     */
    @POST
    public Answer chat(JsonBody body) {
        return Answer.of(questions.ask(ModelChoice.noted(Requests.chat(body), request)));
    }
}
