package io.github.llmbeans.gigachat.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * A server on a free loopback port that answers each request as it is told, down to the last byte, and knows which
 * connections are open. What the kit's server cannot do: headers that break off or never end. Thread-safe.
 */
final class Wire implements AutoCloseable {
    private final Play play;
    private final ServerSocket server;
    private final List<String> paths = new ArrayList<>();
    private final Set<Socket> open = new HashSet<>();
    private int underWay;

    Wire(Play play) {
        this.play = play;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept, "wire-" + server.getLocalPort());
    }

    String uri() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    int port() {
        return server.getLocalPort();
    }

    /** The requests so far to this path. */
    synchronized int requests(String path) {
        return (int) paths.stream().filter(path::equals).count();
    }

    synchronized int requests() {
        return paths.size();
    }

    /** Waits until no answer is under way: the client has got it, or has hung up. */
    void awaitIdle(Duration limit) {
        await(limit, "answers under way", () -> underWay);
    }

    /** Waits until no connection is open. */
    void awaitNoConnections(Duration limit) {
        await(limit, "open connections", open::size);
    }

    private synchronized void await(Duration limit, String what, IntSupplier count) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (count.getAsInt() > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError(count.getAsInt() + " " + what + " after " + limit);
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted with " + count.getAsInt() + " " + what, e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                synchronized (this) {
                    open.add(socket);
                }
                daemon(() -> serve(socket), "wire-link");
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Link link = new Link(socket);
            while (link.nextRequest()) {
                begin(link.path());
                try {
                    play.on(link);
                } finally {
                    end(null);
                }
            }
        } catch (IOException e) {
            // Somebody has hung up, as each play ends.
        } finally {
            end(socket);
        }
    }

    private synchronized void begin(String path) {
        paths.add(path);
        underWay++;
    }

    private synchronized void end(Socket socket) {
        if (socket == null) {
            underWay--;
        } else {
            open.remove(socket);
        }
        notifyAll();
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            List<Socket> left;
            synchronized (this) {
                left = List.copyOf(open);
            }
            for (Socket socket : left) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
