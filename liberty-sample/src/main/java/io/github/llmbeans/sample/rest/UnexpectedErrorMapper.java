package io.github.llmbeans.sample.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Whatever nobody expected: the log gets everything, the caller an id by which it can be found there. */
@Provider
public class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable e) {
        return Problems.of(e).response();
    }
}
