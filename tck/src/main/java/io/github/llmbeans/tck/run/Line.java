package io.github.llmbeans.tck.run;

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

/**
 * A way to the server that lets everything through, byte by byte, but for one answer: that is held in the middle, until the
 * check lets the rest through or breaks the connection. Thread-safe.
 */
public final class Line implements AutoCloseable {
    private final URI server;
    private final Time time;
    private final ServerSocket entrance;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Gate gate = new Gate();
    private final AtomicBoolean used = new AtomicBoolean();
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile String hold = "";
    private volatile boolean cut;

    Line(URI server, Time time) {
        this.server = server;
        this.time = time;
        try {
            this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(() -> {
            while (true) {
                Socket caller = entrance.accept();
                sockets.add(caller);
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
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort() + server.getPath());
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
        Socket callee = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        sockets.add(callee);
        run(() -> {
            try (callee) {
                caller.getInputStream().transferTo(callee.getOutputStream());
            } finally {
                if (held.get()) {
                    left.countDown();
                }
            }
        });
        try (caller) {
            answer(callee.getInputStream(), caller.getOutputStream(), held);
        }
    }

    /** Bytes as characters, so that a text is found in them wherever the network has cut. */
    private void answer(InputStream in, OutputStream out, AtomicBoolean held) throws IOException {
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
                    return;
                }
            }
            send(waiting, used.get() ? waiting.length() : waiting.length() - begun(waiting), out);
        }
        send(waiting, waiting.length(), out);
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

    private static void send(StringBuilder waiting, int length, OutputStream out) throws IOException {
        out.write(waiting.substring(0, length).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
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
