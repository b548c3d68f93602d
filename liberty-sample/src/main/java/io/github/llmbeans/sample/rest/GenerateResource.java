package io.github.llmbeans.sample.rest;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.sample.Answered;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;

/**
 * {@code POST /api/generate}: one question, one answer. No thread of the server waits for the model, so however many ask,
 * the server has threads for everything else.
 */
@Path("/generate")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class GenerateResource {
    @Context
    HttpServletRequest request;

    @Inject
    BaseProvider llm;

    @Inject
    Event<Answered> answered;

    /**
     * Answers a prompt.
     *
     * @param body {@code prompt}, and if wanted {@code params} and {@code model}
     * @return the answer
     */
    @POST
    public CompletionStage<Answer> generate(JsonBody body) {
        return llm.chatAsync(ModelChoice.noted(Requests.generate(body), request))
                .thenApply(response -> {
                    answered.fire(new Answered(response));
                    return Answer.of(response);
                });
    }
}
