package io.github.llmbeans.gigachat.faults;

import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Reply;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Addresses at which no request arrives. */
final class Places implements AutoCloseable {
    private static final int SOON = 200;
    private static final int MOST = 100;

    private final Deque<Closeable> open = new ArrayDeque<>();
    final FakeServer server =
            FakeServer.builder().https(true).handler(request -> Reply.of(404)).start();
    final Wire stranger = new Wire(Good::answer);
    final String dead = dead();
    final String full = full();

    /** A port that was free a moment ago. */
    private static String dead() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port whose queue of connections is full: more are neither accepted nor refused. */
    private String full() {
        try {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            open.push(socket);
            for (int i = 0; i < MOST; i++) {
                Socket waiting = new Socket();
                open.push(waiting);
                try {
                    waiting.connect(new InetSocketAddress("127.0.0.1", socket.getLocalPort()), SOON);
                } catch (SocketTimeoutException nobodyAnswers) {
                    return "http://127.0.0.1:" + socket.getLocalPort();
                }
            }
            throw new IllegalStateException("this system accepts connections for which it has no place");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Closeable resource : open) {
            resource.close();
        }
        stranger.close();
        server.close();
    }
}
