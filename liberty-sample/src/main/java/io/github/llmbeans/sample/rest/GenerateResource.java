package io.github.llmbeans.sample.rest;

import io.github.llmbeans.sample.QuestionService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code POST /api/generate}: one question, one answer, through an enterprise bean. */
@Path("/generate")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class GenerateResource {
    @Inject
    QuestionService questions;

    /**
     * Answers a prompt.
     *
     * @param body {@code prompt}, and if wanted {@code params} and {@code model}
     * @return the answer
     */
    @POST
    public Answer generate(JsonBody body) {
        return Answer.of(questions.ask(Requests.generate(body)));
    }
}
