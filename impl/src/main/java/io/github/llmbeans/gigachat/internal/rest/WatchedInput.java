package io.github.llmbeans.gigachat.internal.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells whenever something has come. */
final class WatchedInput extends FilterInputStream {
    private final Runnable something;

    WatchedInput(InputStream in, Runnable something) {
        super(in);
        this.something = something;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        tell(read);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        tell(read);
        return read;
    }

    private void tell(int read) {
        if (read >= 0) {
            something.run();
        }
    }
}
