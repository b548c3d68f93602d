package io.github.llmbeans.gigachat.internal.rest;

import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body of announced length that breaks off with an exception where the connection ends too early.
 * {@link java.net.HttpURLConnection}, over which Jersey speaks, takes that for the end of the body.
 */
final class WholeInput extends FilterInputStream {
    private final long announced;
    private long come;

    private WholeInput(InputStream in, long announced) {
        super(in);
        this.announced = announced;
    }

    /** The body itself where nothing is announced, or something is announced of another form of it. */
    static InputStream of(InputStream body, ClientResponseContext response) {
        String length = response.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        boolean plain = response.getHeaderString(HttpHeaders.CONTENT_ENCODING) == null
                && response.getHeaderString("Transfer-Encoding") == null;
        return plain && length != null && length.matches("[0-9]{1,18}")
                ? new WholeInput(body, Long.parseLong(length))
                : body;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? read : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(count);
        return count;
    }

    private void count(int count) throws IOException {
        if (count >= 0) {
            come += count;
        } else if (come < announced) {
            throw new EOFException("the body ended after " + come + " of " + announced + " bytes");
        }
    }
}
