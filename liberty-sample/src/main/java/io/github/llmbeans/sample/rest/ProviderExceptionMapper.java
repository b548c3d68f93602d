package io.github.llmbeans.sample.rest;

import io.github.llmbeans.ProviderException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A failure of the model becomes a problem; the provider has logged it already. */
@Provider
public class ProviderExceptionMapper implements ExceptionMapper<ProviderException> {
    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(ProviderException e) {
        return Problems.of(e, ModelChoice.of(request)).response();
    }
}
