package io.github.llmbeans.gigachat.internal.rest;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads bodies within bounds, as UTF-8 with or without a byte order mark. */
final class Bodies {
    /** How much of an error body is looked at, in bytes. */
    static final int MAX_ERROR_BYTES = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Bodies() {}

    /** The start of the body, at most so many bytes; empty if there is none. */
    static String start(Response response, int maxBytes) {
        return text(read(response, maxBytes));
    }

    /** The whole body, or {@code null} if it is longer than the bound. */
    static @Nullable String whole(Response response, int maxBytes) {
        byte[] bytes = read(response, maxBytes + 1);
        return bytes.length > maxBytes ? null : text(bytes);
    }

    // hasEntity() is not asked: RESTEasy denies an entity when an error comes without a Content-Type.
    private static byte[] read(Response response, int maxBytes) {
        try (InputStream body = response.readEntity(InputStream.class)) {
            return body == null ? new byte[0] : body.readNBytes(maxBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
