package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.gigachat.internal.error.BrokenAnswerException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads bodies within bounds, as UTF-8 with or without a byte order mark. */
final class Bodies {
    /** How much of an error body is looked at, in bytes. */
    static final int MAX_ERROR_BYTES = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final char REPLACEMENT = '\uFFFD';

    /** What the JDK's older HTTP client, and CXF with it, makes of an answer that breaks off in its headers. */
    private static final String NO_BODY = "the answer has no body";

    private Bodies() {}

    /** The start of the body, at most so many bytes; empty if there is none. */
    static String start(Response response, int maxBytes) {
        return text(bytes(response, maxBytes));
    }

    /**
     * The body, at most so many bytes.
     *
     * @throws BrokenAnswerException if it breaks off, or there is none and nothing says that there be none
     */
    static Body read(Response response, int maxBytes) {
        byte[] bytes = bytes(response, maxBytes + 1);
        if (bytes.length == 0) {
            requireAnnounced(response);
        }
        boolean whole = bytes.length <= maxBytes;
        byte[] kept = whole ? bytes : Arrays.copyOf(bytes, maxBytes);
        String text = text(kept);
        // Decoding never fails but puts this character; it may also have been sent.
        return new Body(text, text.indexOf(REPLACEMENT) < 0 || utf8(kept), whole);
    }

    /**
     * An empty body is meant to be where the headers say where it ends.
     *
     * @throws BrokenAnswerException if they do not
     */
    static void requireAnnounced(Response response) {
        if (response.getHeaderString(HttpHeaders.CONTENT_LENGTH) == null
                && response.getHeaderString("Transfer-Encoding") == null) {
            throw new BrokenAnswerException(new IOException(NO_BODY));
        }
    }

    private static boolean utf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    // hasEntity() is not asked: RESTEasy denies an entity when an error comes without a Content-Type.
    private static byte[] bytes(Response response, int maxBytes) {
        try (InputStream body = response.readEntity(InputStream.class)) {
            return body == null ? new byte[0] : body.readNBytes(maxBytes);
        } catch (IOException e) {
            throw new BrokenAnswerException(e);
        } catch (IllegalStateException noBody) {
            IOException missing = new IOException(NO_BODY);
            missing.addSuppressed(noBody);
            throw new BrokenAnswerException(missing);
        }
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
