package io.github.llmbeans.gigachat.internal.rest;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * What Jersey is sent otherwise than others.
 *
 * <p>An exchange that has begun cannot be ended from outside, so it has the patience of its call and not that of its client.
 *
 * <p>{@link java.net.HttpURLConnection} sends a POST a second time, by itself, when the connection is lost before the
 * answer: GigaChat may have been paid for the first. It does not when the body is streamed with a length that is known
 * beforehand, so JSON is made beforehand. The price is that it then keeps the body of a 401 to itself. Where the JVM is told
 * not to repeat ({@code -Dsun.net.http.retryPost=false}) nothing of this is done. Requests for a token, over TLS, are safe
 * by {@link OneConnection}.
 */
@Produces(MediaType.APPLICATION_JSON)
final class JerseyRequests implements ClientRequestFilter, MessageBodyWriter<JerseyRequests.Made> {
    private static final String FIXED_LENGTH = "jersey.config.client.httpUrlConnector.useFixedLengthStreaming";
    private static final String READ_TIMEOUT = "jersey.config.client.readTimeout";
    private static final boolean REPEATED = !"false".equals(System.getProperty("sun.net.http.retryPost"));

    private final MessageBodyWriter<Record> json;
    private final BodyGuard guard;

    private JerseyRequests(MessageBodyWriter<Record> json, BodyGuard guard) {
        this.json = json;
        this.guard = guard;
    }

    static void register(RestClientBuilder builder, MessageBodyWriter<Record> json, BodyGuard guard) {
        builder.property(FIXED_LENGTH, true).register(new JerseyRequests(json, guard), Priorities.AUTHENTICATION);
    }

    @Override
    public void filter(ClientRequestContext request) throws IOException {
        Duration patience = guard.patience();
        if (patience != null) {
            long millis = Math.max(1, Math.min(Integer.MAX_VALUE, patience.toMillis()));
            request.setProperty(READ_TIMEOUT, (int) millis);
        }
        if (REPEATED && request.getEntity() instanceof Record body) {
            MediaType type = request.getMediaType();
            Annotation[] annotations = request.getEntityAnnotations();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            json.writeTo(body, body.getClass(), body.getClass(), annotations, type, request.getHeaders(), bytes);
            request.setEntity(new Made(bytes.toByteArray()), annotations, type);
            request.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, bytes.size());
        }
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == Made.class;
    }

    @Override
    public void writeTo(
            Made body,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        // Known by now, and Jersey warns of everybody who sends it himself.
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        out.write(body.json);
    }

    /** A body as it goes out. */
    static final class Made {
        private final byte[] json;

        private Made(byte[] json) {
            this.json = json;
        }
    }
}
