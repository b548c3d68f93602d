package io.github.llmbeans.sample.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A body that cannot be read is answered with 400, one that is too large with 413. */
@Provider
public class InvalidBodyMapper implements ExceptionMapper<InvalidBodyException> {
    @Override
    public Response toResponse(InvalidBodyException e) {
        return Problems.of(e).response();
    }
}
