package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.gigachat.internal.wire.CompletionRequest;
import io.github.llmbeans.gigachat.internal.wire.RequestJson;
import jakarta.json.bind.Jsonb;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * Writes our records as JSON with one shared {@link Jsonb}: without it engines build one for every message, at ten times
 * the cost. A writer of our own, and no context for the server's: Open Liberty's traces what it is given, the headers with
 * the token and the prompt included.
 */
@Produces(MediaType.APPLICATION_JSON)
final class JsonWriter implements MessageBodyWriter<Record> {
    private static final Package OURS = CompletionRequest.class.getPackage();

    private final Jsonb jsonb;
    private final RequestJson requests;

    JsonWriter(Jsonb jsonb) {
        this.jsonb = jsonb;
        this.requests = new RequestJson(JsonProvider.provider());
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type.getPackage() == OURS;
    }

    @Override
    public void writeTo(
            Record body,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(
                body instanceof CompletionRequest request
                        ? requests.bytes(request)
                        : jsonb.toJson(body).getBytes(StandardCharsets.UTF_8));
    }
}
