package io.github.llmbeans.tck.reference;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The lines of one streamed answer, with the connection that they come over. */
public class ReferenceLines implements AutoCloseable {
    private final SocketChannel channel;
    private InputStream in;

    ReferenceLines() {
        try {
            channel = SocketChannel.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SocketChannel channel() {
        return channel;
    }

    void read(InputStream body) {
        in = new BufferedInputStream(body);
    }

    /** {@code null} at the end of the body; a line without its end is one too. */
    public String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
