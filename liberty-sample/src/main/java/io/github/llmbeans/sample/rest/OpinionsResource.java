package io.github.llmbeans.sample.rest;

import io.github.llmbeans.sample.Opinions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code POST /api/opinions}: one question to every provider of the application. */
@Path("/opinions")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OpinionsResource {
    @Inject
    Opinions opinions;

    /**
     * Asks all providers.
     *
     * @param body {@code prompt}, and if wanted {@code params}
     * @return an answer or a problem for each
     */
    @POST
    public List<OpinionAnswer> ask(JsonBody body) {
        return opinions.ask(Requests.opinions(body)).stream()
                .map(OpinionAnswer::of)
                .toList();
    }
}
