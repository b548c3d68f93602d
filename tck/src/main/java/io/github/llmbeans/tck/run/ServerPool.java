package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Handler;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Servers that are used again: starting one takes longer than most checks. Each has one user at a time, under a path of
 * its own that is never used again, so that a late request of an earlier check meets nobody. Thread-safe.
 */
final class ServerPool implements AutoCloseable {
    private static final AtomicLong USES = new AtomicLong();

    private final Deque<Pooled> idle = new ConcurrentLinkedDeque<>();
    private final Deque<Pooled> all = new ConcurrentLinkedDeque<>();
    private final @Nullable Path certificate;

    /** None yet; over TLS there is a file with the certificate to trust, until the pool is closed. */
    ServerPool(boolean tls) {
        this.certificate = tls ? file(FakeServer.certificatePem()) : null;
    }

    private static Path file(String text) {
        try {
            return Files.writeString(Files.createTempFile("llmbeans-tck", ".pem"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("the certificate of the kit's server cannot be written", e);
        }
    }

    /** What a provider must trust, or {@code null} if it reaches the servers without TLS. */
    @Nullable
    Path certificate() {
        return certificate;
    }

    Pooled take() {
        Pooled server = idle.poll();
        if (server == null) {
            server = new Pooled();
            all.add(server);
        }
        server.use = USES.incrementAndGet();
        return server;
    }

    void giveBack(Pooled server) {
        server.handler = null;
        server.server.clearRequests();
        idle.push(server);
    }

    /** Ends it: who has used it has been given up, and may still be at work. */
    void retire(Pooled server) {
        server.handler = null;
        all.remove(server);
        server.server.close();
    }

    @Override
    public void close() {
        idle.clear();
        for (Pooled server = all.poll(); server != null; server = all.poll()) {
            server.server.close();
        }
        if (certificate != null) {
            try {
                Files.deleteIfExists(certificate);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A server in use. */
    static final class Pooled {
        private final FakeServer server =
                FakeServer.builder().https(true).handler(this::handle).start();
        private volatile long use;
        private volatile Handler handler;

        FakeServer server() {
            return server;
        }

        /** What the paths of this use start with. */
        String path() {
            return "/use" + use;
        }

        void handle(Handler value) {
            handler = value;
        }

        private Reply handle(RecordedRequest request) {
            Handler current = handler;
            if (current == null || !request.path().startsWith(path() + "/")) {
                return Reply.text(404, "there is nobody here");
            }
            return current.handle(request);
        }
    }
}
