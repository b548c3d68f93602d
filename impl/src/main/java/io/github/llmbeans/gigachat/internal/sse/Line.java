package io.github.llmbeans.gigachat.internal.sse;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A view of the bytes of one line, without its end; one object for all lines of a stream, good until the next one. */
final class Line {
    private static final char REPLACEMENT = '\uFFFD';

    private byte[] bytes = {};
    private int from;
    private int to;
    private long offset;
    private boolean ended;

    /** Shows another line; {@code offset} is the place of {@code from} in the stream. */
    void show(byte[] bytes, int from, int to, long offset, boolean ended) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.offset = offset;
        this.ended = ended;
    }

    void skip(int count) {
        from += count;
        offset += count;
    }

    int length() {
        return to - from;
    }

    /** Whether a line end was seen, and not only the end of the stream. */
    boolean ended() {
        return ended;
    }

    /** The index of the first such byte, or the length. */
    int find(char ascii) {
        int at = from;
        while (at < to && bytes[at] != ascii) {
            at++;
        }
        return at - from;
    }

    boolean has(int index, char ascii) {
        return from + index < to && bytes[from + index] == ascii;
    }

    /** Whether the line begins with these bytes. */
    boolean startsWith(byte[] start) {
        return length() >= start.length && startIs(start.length, start);
    }

    /** Whether so many bytes at the start of the line are these. */
    boolean startIs(int count, byte[] expected) {
        return Arrays.equals(bytes, from, from + count, expected, 0, expected.length);
    }

    /**
     * What stands from this index on.
     *
     * @throws EventStreamException if it is not UTF-8
     * @throws EOFException if the stream ended inside its last character
     */
    String text(int index) throws EventStreamException, EOFException {
        int start = from + index;
        String text = new String(bytes, start, to - start, StandardCharsets.UTF_8);
        // Decoding never fails but puts this character; it may also have been sent.
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(start);
        }
        return text;
    }

    private void requireUtf8(int start) throws EventStreamException, EOFException {
        ByteBuffer in = ByteBuffer.wrap(bytes, start, to - start);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(to - start), false);
        if (result.isMalformed() || (in.hasRemaining() && (ended || isHalfSurrogate(in)))) {
            throw EventStreamException.notUtf8(offset + in.position() - from, bytes[in.position()]);
        }
        if (in.hasRemaining()) {
            throw new EOFException(
                    "The event stream ended inside a character, after " + (offset + length()) + " bytes");
        }
    }

    /** The decoder waits for the third byte of a surrogate before it refuses it, though none makes it a character. */
    private static boolean isHalfSurrogate(ByteBuffer rest) {
        return rest.remaining() == 2
                && (rest.get(rest.position()) & 0xFF) == 0xED
                && (rest.get(rest.position() + 1) & 0xFF) >= 0xA0;
    }
}
