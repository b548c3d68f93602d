package io.github.llmbeans.tck.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes bytes on between a provider and the server, and knows which connections the provider has not ended. */
public final class Forwarder implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final ServerSocket listening;
    private final int target;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /**
     * Listens on a free port.
     *
     * @param server where everything goes on to, on this machine
     */
    public Forwarder(URI server) {
        target = server.getPort();
        try {
            listening = new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /**
     * An address on the server as it is reached through here.
     *
     * @param server the address
     * @return the same with this port
     */
    public URI through(URI server) {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + server.getPath());
    }

    /**
     * How many connections there have been.
     *
     * @return 0 or more
     */
    public int accepted() {
        return accepted.get();
    }

    /**
     * How many connections the provider has not ended.
     *
     * @return 0 or more
     */
    public int open() {
        return open.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                sockets.add(client);
                open.incrementAndGet();
                accepted.incrementAndGet();
                Socket server = new Socket(listening.getInetAddress(), target);
                sockets.add(server);
                start(() -> {
                    copy(client, server);
                    open.decrementAndGet();
                });
                start(() -> copy(server, client));
            } catch (IOException e) {
                // Closed, or the server is gone: then there is nothing to pass on.
            }
        }
    }

    /** Until the sender has ended; then the receiver hears of it. */
    private static void copy(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // Reset, which is an end too.
        }
        try {
            to.shutdownOutput();
        } catch (IOException e) {
            // Ended already.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, Stage.THREADS + "forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
