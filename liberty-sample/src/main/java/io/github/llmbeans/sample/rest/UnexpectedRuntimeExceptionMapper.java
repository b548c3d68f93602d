package io.github.llmbeans.sample.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The same for the exceptions of which TomEE has a mapper itself, that would show their messages to the caller. */
@Provider
public class UnexpectedRuntimeExceptionMapper implements ExceptionMapper<RuntimeException> {
    @Override
    public Response toResponse(RuntimeException e) {
        return Problems.of(e).response();
    }
}
