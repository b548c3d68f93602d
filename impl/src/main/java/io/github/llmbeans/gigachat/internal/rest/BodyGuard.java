package io.github.llmbeans.gigachat.internal.rest;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the engine and the bodies of one line's answers. Engines keep the whole body of an error in memory before
 * anybody is asked, and read a body to its end when it is closed, however long that takes. Here an error's body ends after
 * so many bytes or where it breaks off, and what is closed before its end ends the connection.
 */
final class BodyGuard implements ClientResponseFilter {
    private static final String HEADER_CONNECTION = "Connection";

    private final Executor threads;
    private final @Nullable ClassLoader loader;
    private final OpenSockets sockets = new OpenSockets();
    private volatile Engine engine = Engine.OTHER;
    private volatile @Nullable AutoCloseable line;
    private volatile @Nullable InputStream open;
    private volatile @Nullable Duration patience;
    private volatile boolean underWay;
    private volatile boolean left;
    private volatile boolean cut;
    private volatile boolean lasting;
    private volatile @Nullable String type;

    /**
     * One line's.
     *
     * @param threads read bodies that the line's own thread could not leave
     * @param loader what the line was made with
     */
    BodyGuard(Executor threads, @Nullable ClassLoader loader) {
        this.threads = threads;
        this.loader = loader;
    }

    /** Says what to close when an answer is left before its end. */
    void guards(AutoCloseable client, Engine its) {
        engine = its;
        line = client;
    }

    /** What the connections are to be made with, so that they can be closed from here. */
    SSLContext watching(SSLContext context) {
        return sockets.of(context);
    }

    /** The exchange that begins now makes one connection, and goes on with none. */
    void oneConnection() {
        sockets.allowOne();
    }

    /** An exchange begins. */
    void begins() {
        underWay = true;
    }

    /**
     * Ends the exchange that is under way as soon as the engine lets anybody, and the line with it: an answer that begins
     * nevertheless is closed when it does. Any thread; does not block.
     */
    void leave(@Nullable AutoCloseable client) throws IOException {
        left = true;
        sockets.close();
        leaveBody();
        if (client != null && !(underWay && engine.losesConnections())) {
            try {
                close(client);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    /** Quarkus's client looks for its interface in the context class loader, and alarms come on threads without one. */
    private void close(AutoCloseable client) throws Exception {
        if (engine != Engine.QUARKUS) {
            client.close();
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            client.close();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void leaveBody() {
        InputStream body = open;
        if (body != null && !engine.endsExchanges()) {
            try {
                body.close();
            } catch (IOException e) {
                // It is not read any more.
            }
        }
    }

    /** Says how long the next exchange may be silent, for engines that must be told since nobody can end it. */
    void within(Duration time) {
        patience = time;
    }

    /** What was said of the exchange that begins now, or {@code null}. */
    @Nullable
    Duration patience() {
        return patience;
    }

    /** Whether an answer was left before its end. */
    boolean hasCut() {
        return cut;
    }

    /** Whether the server keeps the connection after the last answer. */
    boolean keepsConnection() {
        return lasting;
    }

    /** The Content-Type of the last answer as it was sent, or {@code null}: engines invent one where there is none. */
    @Nullable
    String contentType() {
        return type;
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (!isAnswer(response)) {
            return;
        }
        type = response.getHeaderString(HttpHeaders.CONTENT_TYPE);
        lasting = !"close".equalsIgnoreCase(response.getHeaderString(HEADER_CONNECTION));
        dropBrokenType(response);
        InputStream body = response.getEntityStream();
        underWay = body != null;
        if (body != null) {
            boolean error = ErrorMapper.isError(response.getStatus());
            response.setEntityStream(new Guarded(leavable(body, response), error));
        }
    }

    /** Quarkus's client shows what there is also when nothing has come: no status, and no headers either. */
    static boolean isAnswer(ClientResponseContext response) {
        return response.getStatus() > 0;
    }

    private InputStream leavable(InputStream body, ClientResponseContext response) {
        if (engine.endsExchanges()) {
            return body;
        }
        InputStream leavable = new LeavableInput(WholeInput.of(body, response), threads);
        open = leavable;
        if (left) {
            leaveBody();
        }
        return leavable;
    }

    /** An engine that cannot read the type would hide the whole answer behind its own exception. */
    private static void dropBrokenType(ClientResponseContext response) {
        String type = response.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (type != null) {
            try {
                MediaType.valueOf(type);
            } catch (IllegalArgumentException none) {
                response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            }
        }
    }

    private void cut() {
        cut = true;
        sockets.close();
        AutoCloseable client = line;
        // Other engines break if their client is closed while they are at work.
        if (client != null && engine.endsExchanges()) {
            try {
                close(client);
            } catch (Exception e) {
                // The exchange is over, and its line is not used again.
            }
        }
    }

    private final class Guarded extends FilterInputStream {
        private final boolean error;
        private long left;
        private boolean ended;
        private boolean closed;

        Guarded(InputStream in, boolean error) {
            super(in);
            this.error = error;
            this.left = error ? Bodies.MAX_ERROR_BYTES : Long.MAX_VALUE;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int count = read(one, 0, 1);
            return count < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && length > 0) {
                return -1;
            }
            int count = next(bytes, offset, (int) Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }

        private int next(byte[] bytes, int offset, int length) throws IOException {
            try {
                int count = in.read(bytes, offset, length);
                if (count < 0) {
                    ended = true;
                    underWay = false;
                }
                return count;
            } catch (IOException e) {
                if (!error) {
                    throw e;
                }
                // The status counts; what is known of the body is all there is.
                left = 0;
                return -1;
            }
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] skipped = new byte[(int) Math.min(Math.max(0, count), Bodies.MAX_ERROR_BYTES)];
            return Math.max(0, read(skipped, 0, skipped.length));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            if (!ended) {
                cut();
            }
            try {
                in.close();
            } catch (IOException e) {
                if (ended) {
                    throw e;
                }
            }
        }
    }
}
