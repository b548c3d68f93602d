package io.github.llmbeans.sample.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;

/** Whatever nobody expected: the log gets everything, the caller an id by which it can be found there. */
@Provider
public class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {
    private static final System.Logger LOGGER = System.getLogger(UnexpectedErrorMapper.class.getName());

    @Override
    public Response toResponse(Throwable e) {
        String id = "urn:uuid:" + UUID.randomUUID();
        LOGGER.log(System.Logger.Level.ERROR, "Unexpected error " + id, e);
        return Problem.of(
                        "internal", "Something went wrong in the application", 500, "The log tells more under this id")
                .withInstance(id)
                .response()
                .build();
    }
}
