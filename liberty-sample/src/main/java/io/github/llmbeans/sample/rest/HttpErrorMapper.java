package io.github.llmbeans.sample.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** 404, 405, 406, 415 and the like of the REST engine, as problems and without the engine's own words. */
@Provider
public class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {
    private static final Map<Integer, String> DETAILS = Map.of(
            400, "The request cannot be read",
            404, "There is nothing at this address",
            405, "This address does not know the method of the request",
            406, "Answers are application/json, errors are application/problem+json",
            415, "The Content-Type of the body must be application/json");

    @Override
    public Response toResponse(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        String title = e.getResponse().getStatusInfo().getReasonPhrase();
        Response.ResponseBuilder response = Problem.blank(status, title, DETAILS.getOrDefault(status, title))
                .response();
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
    }
}
