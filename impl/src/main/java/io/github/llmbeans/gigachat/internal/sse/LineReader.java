package io.github.llmbeans.gigachat.internal.sse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines out of a stream of bytes. A carriage return ends its line at once; a line feed behind it is skipped when it
 * comes.
 */
final class LineReader {
    /** How much is asked of the stream at once, and the most that is read ahead, in bytes. */
    static final int BUFFER = 8 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final EventBounds bounds;
    private final Line line = new Line();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    private long received;
    private boolean firstLine = true;
    private boolean afterCarriageReturn;
    private boolean exhausted;

    /** The start of a line that did not end in the buffer where it began. */
    private byte[] kept = {};

    private int keptLength;

    LineReader(InputStream in, EventBounds bounds) {
        this.in = in;
        this.bounds = bounds;
    }

    /** The line that {@link #next} found. */
    Line line() {
        return line;
    }

    /** Blocks for the next line; {@code false} at the end of the stream. May be called again after a failed read. */
    boolean next() throws IOException {
        while (position < end || fill()) {
            if (afterCarriageReturn) {
                afterCarriageReturn = false;
                if (buffer[position] == '\n') {
                    position++;
                    continue;
                }
            }
            int stop = lineEnd();
            bounds.checkLine((long) keptLength + stop - position);
            if (stop < end) {
                found(stop);
                return true;
            }
            keep(stop);
        }
        if (keptLength == 0) {
            return false;
        }
        showKept(received, false);
        return true;
    }

    private int lineEnd() {
        int at = position;
        while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
            at++;
        }
        return at;
    }

    private void found(int stop) {
        long offset = received - end + stop;
        if (keptLength == 0) {
            show(buffer, position, stop, offset, true);
        } else {
            keep(stop);
            showKept(offset, true);
        }
        afterCarriageReturn = buffer[stop] == '\r';
        position = stop + 1;
    }

    private void showKept(long endOffset, boolean ended) {
        show(kept, 0, keptLength, endOffset, ended);
        keptLength = 0;
    }

    private void show(byte[] bytes, int from, int to, long endOffset, boolean ended) {
        line.show(bytes, from, to, endOffset - (to - from), ended);
        if (firstLine && line.startsWith(BYTE_ORDER_MARK)) {
            line.skip(BYTE_ORDER_MARK.length);
        }
        firstLine = false;
    }

    private void keep(int stop) {
        int count = stop - position;
        int length = keptLength + count;
        if (length > kept.length) {
            kept = Arrays.copyOf(kept, (int) Math.min(bounds.line(), Math.max(length, 2L * kept.length)));
        }
        System.arraycopy(buffer, position, kept, keptLength, count);
        keptLength = length;
        position = stop;
    }

    /** Blocks for at least one more byte; {@code false} at the end of the stream. */
    private boolean fill() throws IOException {
        if (exhausted) {
            return false;
        }
        // Not a byte more than the bound allows until all before it has been handed out; then one, to see if there is.
        long allowed = Math.max(1, bounds.stream() - received);
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, allowed));
        if (count == 0) {
            count = one();
        }
        if (count < 0) {
            exhausted = true;
            return false;
        }
        bounds.checkStream(received + count);
        received += count;
        position = 0;
        end = count;
        return true;
    }

    /** For streams that give nothing instead of waiting, so that nobody spins. */
    private int one() throws IOException {
        int one = in.read();
        buffer[0] = (byte) one;
        return one < 0 ? -1 : 1;
    }
}
