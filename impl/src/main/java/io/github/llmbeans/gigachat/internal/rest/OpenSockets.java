package io.github.llmbeans.gigachat.internal.rest;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one line under TLS, so that they can be closed while a thread is blocked in them.
 * {@link java.net.HttpURLConnection}, over which Jersey speaks, lets nobody close a connection that is read, and keeps idle
 * ones after its client has gone; but it asks the client's own {@link SSLContext} for each of them. Without TLS it asks nobody.
 */
final class OpenSockets implements Closeable {
    /** As of a connection that is reset: whether the server has seen the request is not known. */
    private static final String LOST = "Connection reset before the answer";

    /** The cipher suite of a connection without a session. */
    private static final String NO_HANDSHAKE = "SSL_NULL_WITH_NULL_NULL";

    private final List<Socket> open = new ArrayList<>();
    private int allowed = Integer.MAX_VALUE;
    private boolean closed;
    private volatile @Nullable SSLSocket last;

    /** The same context, whose connections are known here. */
    SSLContext of(SSLContext context) {
        return new WatchedSslContext(context, this);
    }

    /**
     * From now on one connection is made, and no other until this is called again. One that is still there ends, whatever
     * server and client have agreed on: who goes on with it, and loses it, would have another one.
     */
    void allowOne() {
        List<Socket> left;
        synchronized (open) {
            allowed = 1;
            left = taken();
        }
        end(left);
    }

    /** TLS has been put on the connection that was made last; its handshake is still to come. */
    void secured(Socket secure) {
        last = secure instanceof SSLSocket its ? its : null;
    }

    /**
     * A connection has been made; what comes too late, or is one too many, ends at once. One whose handshake has failed does
     * not count, since nothing can have been sent over it.
     */
    void add(Socket socket) throws IOException {
        boolean another = failedInItsHandshake(last);
        String refused;
        synchronized (open) {
            open.removeIf(Socket::isClosed);
            if (allowed == 0 && another) {
                allowed = 1;
            }
            refused = closed ? "The client has been closed" : allowed == 0 ? LOST : null;
            if (refused == null) {
                allowed--;
                open.add(socket);
                return;
            }
        }
        socket.close();
        throw new SocketException(refused);
    }

    /** It is closed, so nobody is asked anything here and nothing blocks. */
    private static boolean failedInItsHandshake(@Nullable SSLSocket socket) {
        return socket != null
                && socket.isClosed()
                && NO_HANDSHAKE.equals(socket.getSession().getCipherSuite());
    }

    /** Ends them, and whoever is blocked in them gets an exception. Does not block. */
    @Override
    public void close() {
        List<Socket> left;
        synchronized (open) {
            closed = true;
            left = taken();
        }
        end(left);
    }

    private List<Socket> taken() {
        List<Socket> all = List.copyOf(open);
        open.clear();
        return all;
    }

    private static void end(List<Socket> sockets) {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is not used any more.
            }
        }
    }
}
