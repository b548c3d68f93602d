package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers the first request of each connection, keeps the connection whatever it is told, and answers no other; knows when a
 * second one came and when the client left.
 */
final class OneAnswerServer implements AutoCloseable {
    private static final String BODY =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"yes\"},\"finish_reason\":\"stop\"}]}";
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + BODY.length() + "\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private final boolean secure;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch second = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    OneAnswerServer() {
        this(false);
    }

    private OneAnswerServer(boolean secure) {
        this.secure = secure;
        try {
            listener = secure
                    ? FakeServer.sslContext()
                            .getServerSocketFactory()
                            .createServerSocket(0, 50, InetAddress.getLoopbackAddress())
                    : new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** Over HTTPS, with the certificate of the fake server, and ends a connection at its second request. */
    static OneAnswerServer secure() {
        return new OneAnswerServer(true);
    }

    URI uri() {
        return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many have come in whole, on whatever connection. */
    int requests() {
        return requests.get();
    }

    int connections() {
        return connections.get();
    }

    void awaitSecond() throws InterruptedException {
        assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
    }

    void awaitClosed() throws InterruptedException {
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "one-answer-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                daemon(() -> serve(socket));
            }
        } catch (IOException over) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            readRequest(in);
            socket.getOutputStream().write(ANSWER);
            readRequest(in);
            second.countDown();
            if (!secure) {
                in.read();
            }
        } catch (IOException left) {
            // The client has gone.
        }
        closed.countDown();
    }

    private void readRequest(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        in.readNBytes(length);
        requests.incrementAndGet();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The client has gone");
            }
            line.append(next == '\r' ? "" : String.valueOf((char) next));
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
