package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.gigachat.internal.config.SettingReader;
import io.github.llmbeans.gigachat.internal.error.Answer;
import io.github.llmbeans.gigachat.internal.error.Endpoint;
import io.github.llmbeans.gigachat.internal.error.ErrorBody;
import io.github.llmbeans.gigachat.internal.error.ErrorTable;
import io.github.llmbeans.gigachat.internal.error.Excerpt;
import io.github.llmbeans.gigachat.internal.error.RetryAfter;
import io.github.llmbeans.gigachat.internal.error.Secrets;
import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.jspecify.annotations.Nullable;

/** From an error answer of one endpoint to the exception of the contract. Thread-safe. */
final class ErrorMapper implements ResponseExceptionMapper<ProviderException> {
    private static final int MULTIPLE_CHOICES = 300;
    private static final int HIGHEST_STATUS = 599;
    private static final int UNAUTHORIZED = 401;

    private final Endpoint endpoint;
    private final ErrorTable table;
    private final Jsonb jsonb;
    private final Secrets secrets;
    private final Clock clock;
    private final BodyGuard guard;
    private final Runnable unauthorized;

    /**
     * The mapper of one line.
     *
     * @param guard knows what the engine does not tell
     * @param unauthorized told of each 401, whether it is the status or inside an answer with another one
     */
    ErrorMapper(
            Endpoint endpoint,
            ErrorTable table,
            Jsonb jsonb,
            Secrets secrets,
            Clock clock,
            BodyGuard guard,
            Runnable unauthorized) {
        this.endpoint = endpoint;
        this.table = table;
        this.jsonb = jsonb;
        this.secrets = secrets;
        this.clock = clock;
        this.guard = guard;
        this.unauthorized = unauthorized;
    }

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return isError(status);
    }

    static boolean isError(int status) {
        return status >= MULTIPLE_CHOICES;
    }

    @Override
    public ProviderException toThrowable(Response response) {
        return exception(response, response.getStatus(), body(response));
    }

    /** The exception for a body that came with 200 and is an error, or is nothing that can be understood. */
    ProviderException insideSuccess(Response response, String text, URI address, String setting) {
        ErrorBody body = ErrorBody.readSuccess(text, jsonb, secrets);
        return isError(body)
                ? exception(response, inner(body), body)
                : table.unreadable(answer(response, response.getStatus(), body), what(true), address, setting);
    }

    /** The exception for a body that came with 200 and whose bytes are no UTF-8. */
    ProviderException notUtf8(Response response, URI address, String setting) {
        ErrorBody body = new ErrorBody(null, null, "");
        return table.unreadable(answer(response, response.getStatus(), body), what(false), address, setting);
    }

    private String what(boolean utf8) {
        String type = guard.contentType();
        return (type == null ? "without a Content-Type" : "of type " + SettingReader.shown(type))
                + (utf8 ? " that is not what was asked for" : " that is not UTF-8");
    }

    /** Throws, without reading it, if a good answer is compressed, or something like that, though that was not asked for. */
    void requirePlain(Response response, URI address, String setting) {
        if (encoded(response)) {
            throw table.unreadable(
                    answer(response, response.getStatus(), new ErrorBody(null, null, "")),
                    "in the encoding \"" + SettingReader.shown(header(response, HttpHeaders.CONTENT_ENCODING))
                            + "\", which was not asked for",
                    address,
                    setting);
        }
    }

    private static boolean encoded(Response response) {
        String encoding = header(response, HttpHeaders.CONTENT_ENCODING);
        return !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity");
    }

    private static String header(Response response, String name) {
        @Nullable String value = response.getHeaderString(name);
        return value == null ? "" : value.strip();
    }

    /** The exception for an event of a stream that is an error, or is nothing that can be understood. */
    ProviderException insideStream(Response response, String data) {
        ErrorBody body = ErrorBody.readSuccess(data, jsonb, secrets);
        return isError(body)
                ? exception(response, inner(body), body)
                : table.unreadableEvent(answer(response, response.getStatus(), body));
    }

    private static boolean isError(ErrorBody body) {
        return inner(body) >= MULTIPLE_CHOICES && inner(body) <= HIGHEST_STATUS;
    }

    private static int inner(ErrorBody body) {
        Integer status = body.status() != null ? body.status() : body.code();
        return status == null ? 0 : status;
    }

    /** Throws if the answer is an error that the engine has let through. */
    void check(Response response) {
        if (handles(response.getStatus(), response.getHeaders())) {
            throw toThrowable(response);
        }
    }

    /** The server's id of the request in a form fit for a log, or {@code null}. */
    @Nullable
    String requestId(Response response) {
        @Nullable String header = response.getHeaderString(GigaChatApi.REQUEST_ID);
        String id = header == null ? "" : Excerpt.of(header, secrets);
        return id.isEmpty() ? null : id;
    }

    private ErrorBody body(Response response) {
        if (encoded(response)) {
            return new ErrorBody(null, null, "");
        }
        try {
            return ErrorBody.read(Bodies.start(response, Bodies.MAX_ERROR_BYTES), jsonb, secrets);
        } catch (RuntimeException unreadable) {
            // The status counts; a body that breaks off does not hide it.
            return new ErrorBody(null, null, "");
        }
    }

    private ProviderException exception(Response response, int status, ErrorBody body) {
        if (status == UNAUTHORIZED) {
            unauthorized.run();
        }
        return table.exception(answer(response, status, body));
    }

    private Answer answer(Response response, int status, ErrorBody body) {
        @Nullable String hint = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        @Nullable String date = response.getHeaderString(HttpHeaders.DATE);
        return new Answer(endpoint, status, body, requestId(response), RetryAfter.parse(hint, date, clock.instant()));
    }
}
