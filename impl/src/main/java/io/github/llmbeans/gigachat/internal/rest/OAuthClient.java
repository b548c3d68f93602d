package io.github.llmbeans.gigachat.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * GigaChat's token endpoint; its address is the base URI itself (GigaChat REST reference §1.1). The key and RqUID come
 * from {@link BasicAndRqUidFilter}.
 */
@RegisterRestClient(configKey = "gigachat-oauth")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public interface OAuthClient extends Closeable {
    /** A new access token; blocks. The form has the scope only, no {@code grant_type}. */
    @POST
    Response token(@FormParam("scope") String scope);
}
