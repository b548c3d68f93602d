package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.gigachat.internal.wire.CompletionRequest;
import io.github.llmbeans.gigachat.internal.wire.TokenCountRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * GigaChat's API, version 1 (GigaChat REST reference §2.2 and §5). The bearer token, RqUID and the ids of a call come from
 * {@link BearerAndRqUidFilter}.
 */
@RegisterRestClient(configKey = "gigachat")
@Produces(MediaType.APPLICATION_JSON)
public interface CompletionsClient extends Closeable {
    /** One answer to a conversation; blocks. */
    @POST
    @Path("/chat/completions")
    @Consumes(MediaType.APPLICATION_JSON)
    Response complete(CompletionRequest request);

    /** The same answer as server-sent events (§3.1); blocks until they begin. */
    @POST
    @Path("/chat/completions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    Response stream(CompletionRequest request);

    /** How many tokens texts have; blocks, generates nothing. */
    @POST
    @Path("/tokens/count")
    @Consumes(MediaType.APPLICATION_JSON)
    Response countTokens(TokenCountRequest request);

    /** The models that the key may use; blocks, costs nothing. */
    @GET
    @Path("/models")
    Response models();
}
