package io.github.llmbeans.sample.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;

/** A body that cannot be read is answered with 400, one that is too large with 413. */
@Provider
public class InvalidBodyMapper implements ExceptionMapper<InvalidBodyException> {
    @Override
    public Response toResponse(InvalidBodyException e) {
        String detail = Objects.requireNonNull(e.getMessage());
        Problem problem = e instanceof TooLargeException
                ? Problem.of("too-large", "The request is too large", 413, detail)
                : Problem.of("invalid-body", "The request cannot be read", 400, detail);
        return problem.response().build();
    }
}
