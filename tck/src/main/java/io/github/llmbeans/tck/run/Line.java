package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/**
 * A way to the server that lets everything through, byte by byte, and knows which connections the provider has not ended.
 * One answer can be held in the middle, until the check lets the rest through or breaks the connection. Thread-safe.
 */
public final class Line implements AutoCloseable {
    private static final int SEND_BUFFER = 64 * 1024;

    private final URI server;
    private final String scheme;
    private final Time time;
    private final ServerSocket entrance;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Gate gate = new Gate();
    private final AtomicBoolean used = new AtomicBoolean();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch left = new CountDownLatch(1);
    private final AtomicLong answered = new AtomicLong();
    private volatile String hold = "";
    private volatile boolean cut;

    /** Callers come over TLS if it is said so; the server is reached without. */
    Line(URI server, boolean tls, Time time) {
        this.server = server;
        this.scheme = tls ? "https" : "http";
        this.time = time;
        try {
            ServerSocketFactory factory =
                    tls ? FakeServer.sslContext().getServerSocketFactory() : ServerSocketFactory.getDefault();
            this.entrance = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(() -> {
            while (true) {
                Socket caller = entrance.accept();
                // What nobody reads is soon left with the server.
                caller.setSendBufferSize(SEND_BUFFER);
                sockets.add(caller);
                open.incrementAndGet();
                accepted.incrementAndGet();
                run(() -> connect(caller));
            }
        });
    }

    /**
     * Where a provider gets onto this line.
     *
     * @return an address like {@link Stage#address(boolean)}
     */
    public URI address() {
        return through(server);
    }

    /**
     * An address on the server as it is reached by this line.
     *
     * @param address on the server
     * @return the same with this line's port
     */
    public URI through(URI address) {
        return URI.create(scheme + "://127.0.0.1:" + entrance.getLocalPort() + address.getPath());
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
     * How many connections the provider has not ended. That the server has ended one does not count: a provider that keeps
     * its half of it has a leak.
     *
     * @return 0 or more
     */
    public int open() {
        return open.get();
    }

    /**
     * How much of all answers has gone to the provider.
     *
     * @return bytes; what the network holds between the two is among them
     */
    public long answered() {
        return answered.get();
    }

    /**
     * Holds the first answer that has this text in it, before it; what stands in front is sent.
     *
     * @param text plain letters and digits
     * @return this
     */
    public Line holdBefore(String text) {
        hold = Objects.requireNonNull(text, "text");
        return this;
    }

    /** Waits until an answer is held. */
    public void awaitHeld() {
        time.await("an answer that is sent up to \"" + hold + "\"", () -> gate.arrivals() > 0);
    }

    /** Lets the rest through. */
    public void goOn() {
        gate.open();
    }

    /** Closes the connection instead of sending the rest. */
    public void breakOff() {
        cut = true;
        gate.open();
    }

    /** Waits until the provider has closed the connection whose answer is held. */
    public void awaitLeft() {
        time.await("the provider to close its connection to the server", () -> left.getCount() == 0);
    }

    private void connect(Socket caller) throws IOException {
        AtomicBoolean held = new AtomicBoolean();
        Socket callee = callee(caller);
        run(() -> {
            try (caller;
                    callee) {
                caller.getInputStream().transferTo(callee.getOutputStream());
            } finally {
                open.decrementAndGet();
                if (held.get()) {
                    left.countDown();
                }
            }
        });
        boolean whole = false;
        try {
            whole = answer(callee.getInputStream(), caller.getOutputStream(), held);
        } finally {
            if (whole) {
                caller.shutdownOutput();
            } else {
                caller.close();
            }
        }
    }

    private Socket callee(Socket caller) throws IOException {
        try {
            Socket callee = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
            sockets.add(callee);
            return callee;
        } catch (IOException e) {
            open.decrementAndGet();
            caller.close();
            throw e;
        }
    }

    /** Bytes as characters, so that a text is found in them wherever the network has cut. Whether it was sent to its end. */
    private boolean answer(InputStream in, OutputStream out, AtomicBoolean held) throws IOException {
        StringBuilder waiting = new StringBuilder();
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            waiting.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            int at = hold.isEmpty() ? -1 : waiting.indexOf(hold);
            if (at >= 0 && used.compareAndSet(false, true)) {
                send(waiting, at, out);
                held.set(true);
                gate.pass();
                if (cut) {
                    return false;
                }
            }
            send(waiting, used.get() ? waiting.length() : waiting.length() - begun(waiting), out);
        }
        send(waiting, waiting.length(), out);
        return true;
    }

    /** How many characters at the end may be the first ones of the text. */
    private int begun(StringBuilder waiting) {
        for (int length = Math.min(hold.length() - 1, waiting.length()); length > 0; length--) {
            if (waiting.substring(waiting.length() - length).equals(hold.substring(0, length))) {
                return length;
            }
        }
        return 0;
    }

    private void send(StringBuilder waiting, int length, OutputStream out) throws IOException {
        out.write(waiting.substring(0, length).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        answered.addAndGet(length);
        waiting.delete(0, length);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One of the two has gone; the other one's connection is closed too.
                        System.getLogger(Line.class.getName()).log(System.Logger.Level.TRACE, "a line has ended", e);
                    }
                },
                Stage.THREADS + "line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        gate.open();
        try {
            entrance.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
