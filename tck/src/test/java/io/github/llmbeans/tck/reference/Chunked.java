package io.github.llmbeans.tck.reference;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks. */
final class Chunked extends InputStream {
    private final InputStream in;
    private int left;
    private boolean ended;

    Chunked(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            left = Integer.parseInt(Socketed.line(in).trim(), 16);
            ended = left == 0;
            if (ended) {
                Socketed.line(in);
            }
        }
        if (ended) {
            return -1;
        }
        int read = in.read(buffer, offset, Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the connection ended in a chunk");
        }
        left -= read;
        if (left == 0) {
            Socketed.line(in);
        }
        return read;
    }
}
