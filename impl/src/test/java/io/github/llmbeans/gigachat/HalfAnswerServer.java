package io.github.llmbeans.gigachat;

import io.github.llmbeans.tck.server.FakeServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;

/** Takes requests over HTTPS with the certificate of the fake server, sends the same bytes to each and resets the connection. */
final class HalfAnswerServer implements AutoCloseable {
    private final byte[] bytes;
    private final ServerSocket listener;
    private final AtomicInteger requests = new AtomicInteger();

    HalfAnswerServer(String bytes) {
        this.bytes = bytes.getBytes(StandardCharsets.US_ASCII);
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "half-answer-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many have come in. */
    int requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                answer(listener.accept());
            }
        } catch (IOException over) {
            // The test is over.
        }
    }

    private void answer(Socket plain) {
        try (SSLSocket secure = (SSLSocket)
                FakeServer.sslContext().getSocketFactory().createSocket(plain, null, plain.getPort(), true)) {
            secure.setUseClientMode(false);
            readHead(new BufferedInputStream(secure.getInputStream()));
            requests.incrementAndGet();
            secure.getOutputStream().write(bytes);
            plain.setSoLinger(true, 0);
            plain.close();
        } catch (IOException left) {
            // The client has gone.
        }
    }

    private static void readHead(InputStream in) throws IOException {
        int last = 0;
        while (last != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The client has gone");
            }
            last = last << 8 | next;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
