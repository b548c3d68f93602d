package io.github.llmbeans.sample.stream;

import io.github.llmbeans.sample.rest.BodyLimit;
import io.github.llmbeans.sample.rest.JsonBody;
import io.github.llmbeans.sample.rest.JsonBodyReader;
import io.github.llmbeans.sample.rest.Problem;
import io.github.llmbeans.sample.rest.Problems;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What JAX-RS does for the other resources of the API: methods, media types, and problems for whatever is wrong before
 * the stream begins. Its own events would not do: their status has gone before the model is asked, and they block.
 */
abstract class EventServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("serial")
    BodyLimit limit;

    private final transient Jsonb json = JsonbBuilder.create();

    /** The methods that there are. */
    protected List<String> methods() {
        return List.of("POST");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-store");
        Optional<Problem> misuse = misuse(request);
        if (misuse.isPresent()) {
            response.setHeader("Allow", String.join(",", methods()));
            answer(response, misuse.get());
            return;
        }
        try {
            super.service(request, response);
        } catch (RuntimeException | Error e) {
            answer(response, Problems.of(e).problem());
        }
    }

    JsonBody body(HttpServletRequest request) throws IOException {
        return JsonBodyReader.read(limit.limited(request.getInputStream(), request.getContentLengthLong()));
    }

    private Optional<Problem> misuse(HttpServletRequest request) {
        if (!methods().contains(request.getMethod())) {
            return Optional.of(
                    Problem.blank(405, "Method Not Allowed", "This address does not know the method of the request"));
        }
        if (!request.getMethod().equals("POST")) {
            return Optional.empty();
        }
        if (!mediaType(request.getContentType()).equals("application/json")) {
            return Optional.of(Problem.blank(
                    415, "Unsupported Media Type", "The Content-Type of the body must be application/json"));
        }
        String accept = request.getHeader("Accept");
        boolean acceptable = accept == null
                || Arrays.stream(accept.split(",", -1))
                        .map(EventServlet::mediaType)
                        .anyMatch(List.of("text/event-stream", "text/*", "*/*")::contains);
        return acceptable
                ? Optional.empty()
                : Optional.of(Problem.blank(
                        406, "Not Acceptable", "Answers are text/event-stream, errors are application/problem+json"));
    }

    private static String mediaType(String value) {
        return value == null ? "" : value.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    private void answer(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(json.toJson(problem).getBytes(StandardCharsets.UTF_8));
    }
}
