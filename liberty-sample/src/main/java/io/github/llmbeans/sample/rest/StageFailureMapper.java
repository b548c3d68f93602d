package io.github.llmbeans.sample.rest;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;
import java.util.concurrent.CompletionException;

/**
 * A stage that fails because the one before it failed wraps the failure. RESTEasy looks for the mapper of what is inside,
 * Jersey for that of the wrapping, so here it is.
 */
@Provider
public class StageFailureMapper implements ExceptionMapper<CompletionException> {
    @Context
    Providers providers;

    @Override
    public Response toResponse(CompletionException e) {
        Throwable failure = e;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure instanceof CompletionException ? Problems.of(failure).response() : mapped(failure);
    }

    /** Every failure has a mapper, since there is one for all. */
    @SuppressWarnings("unchecked")
    private <T extends Throwable> Response mapped(T failure) {
        return ((ExceptionMapper<T>) providers.getExceptionMapper(failure.getClass())).toResponse(failure);
    }
}
