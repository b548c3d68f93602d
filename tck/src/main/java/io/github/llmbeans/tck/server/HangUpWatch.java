package io.github.llmbeans.tck.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import wiremock.org.eclipse.jetty.io.AbstractEndPoint;
import wiremock.org.eclipse.jetty.server.HttpConnection;
import wiremock.org.eclipse.jetty.util.BufferUtil;
import wiremock.org.eclipse.jetty.util.Callback;

/**
 * Listens at the socket while a request is answered, when a client has nothing to say: if its end comes, the client has hung
 * up. Nobody else reads in that time. A client that sends its next request early is not watched from then on; what it sent
 * is kept for the connection.
 */
final class HangUpWatch implements Callback {

    private static final int EARLY_BYTES = 1024;

    private final HttpConnection connection;
    private final AbstractEndPoint socket;
    private final Runnable hungUp;
    private boolean over;

    private HangUpWatch(HttpConnection connection, Runnable hungUp) {
        this.connection = connection;
        this.socket = (AbstractEndPoint) connection.getEndPoint();
        this.hungUp = hungUp;
    }

    static HangUpWatch start(HttpConnection connection, Runnable hungUp) {
        HangUpWatch watch = new HangUpWatch(connection, hungUp);
        watch.over = !watch.socket.tryFillInterested(watch);
        return watch;
    }

    /** Ends the watch; the socket is the connection's again. */
    synchronized void stop() {
        if (!over) {
            over = true;
            socket.getFillInterest().onFail(new ClosedChannelException());
        }
    }

    /** There is something to read. */
    @Override
    public synchronized void succeeded() {
        if (over) {
            return;
        }
        ByteBuffer early = BufferUtil.allocate(EARLY_BYTES);
        try {
            int count = socket.fill(early);
            if (count == 0) {
                over = !socket.tryFillInterested(this);
                return;
            }
            over = true;
            if (count > 0) {
                connection.onUpgradeTo(early);
                return;
            }
        } catch (IOException e) {
            over = true;
        }
        hungUp.run();
    }

    /** The connection was lost, or the watch was stopped. */
    @Override
    public synchronized void failed(Throwable cause) {
        if (!over) {
            over = true;
            hungUp.run();
        }
    }

    /** Runs on the thread that watches all sockets: those of the pool may all be held. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
