package io.github.llmbeans.sample.rest;

import io.github.llmbeans.ProviderException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What a caller is told about a failure, whichever way the answer takes.
 *
 * @param problem the failure
 * @param retryAfter the seconds after which to come back, empty if nobody knows
 */
public record Problems(Problem problem, OptionalLong retryAfter) {
    private static final System.Logger LOGGER = System.getLogger(Problems.class.getName());

    /**
     * From any exception of the application to what its caller is told. What nobody expected is logged in full under an
     * id, and the caller gets the id.
     *
     * @param failure the exception
     * @param modelChosen whether the caller has said which model is to answer
     * @return the problem
     */
    public static Problems of(Throwable failure, boolean modelChosen) {
        if (failure instanceof ProviderException e) {
            return new Problems(ProviderProblems.of(e, modelChosen), ProviderProblems.retryAfter(e));
        }
        return new Problems(
                failure instanceof InvalidBodyException e ? invalid(e) : unexpected(failure), OptionalLong.empty());
    }

    /**
     * The same for a caller who has not said which model is to answer.
     *
     * @param failure the exception
     * @return the problem
     */
    public static Problems of(Throwable failure) {
        return of(failure, false);
    }

    Response response() {
        Response.ResponseBuilder response = problem.response();
        retryAfter.ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
        return response.build();
    }

    private static Problem invalid(InvalidBodyException e) {
        String detail = Objects.requireNonNull(e.getMessage());
        if (e instanceof TooLargeException) {
            return Problem.of("too-large", "The request is too large", 413, detail);
        }
        return e instanceof InvalidParameterException
                ? Problem.of("invalid-parameter", "A parameter of the address cannot be read", 400, detail)
                : Problem.of("invalid-body", "The request cannot be read", 400, detail);
    }

    private static Problem unexpected(Throwable e) {
        String id = "urn:uuid:" + UUID.randomUUID();
        LOGGER.log(System.Logger.Level.ERROR, "Unexpected error " + id, e);
        return Problem.of(
                        "internal", "Something went wrong in the application", 500, "The log tells more under this id")
                .withInstance(id);
    }
}
