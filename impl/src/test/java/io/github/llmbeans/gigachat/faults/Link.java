package io.github.llmbeans.gigachat.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** One connection at the server's end, and the request that it has just brought. For one thread. */
final class Link {
    private static final int MOST = 64 * 1024 * 1024;

    private final Socket socket;
    private final InputStream in;
    private String path = "";
    private String head = "";
    private byte[] body = {};

    Link(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Blocks for the next request; {@code false} if the client has hung up instead. */
    boolean nextRequest() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!ended(bytes)) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            bytes.write(next);
        }
        head = bytes.toString(StandardCharsets.ISO_8859_1);
        path = head.split(" ", 3)[1];
        String length = header("content-length");
        body = header("transfer-encoding").equals("chunked")
                ? chunks()
                : in.readNBytes(length.isEmpty() ? 0 : Math.min(MOST, Integer.parseInt(length)));
        return true;
    }

    /** Up to the last one, which is empty; nobody sends anything behind it. */
    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            all.write(in.readNBytes(size));
            line();
        } while (size > 0 && all.size() < MOST);
        return all.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the client has hung up");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static boolean ended(ByteArrayOutputStream bytes) {
        int size = bytes.size();
        // Only the last character can have made it so.
        return size >= 4 && bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
    }

    String path() {
        return path;
    }

    /** Request line and headers, as they came. */
    String head() {
        return head;
    }

    byte[] body() {
        return body.clone();
    }

    /** The header's value, or an empty text. */
    String header(String lowerCaseName) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(lowerCaseName + ":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** A whole answer, after which the connection may be used again. */
    void answer(String status, String headers, byte[] content) throws IOException {
        send("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + content.length + "\r\n\r\n");
        send(content);
    }

    void answer(String status, String headers, String content) throws IOException {
        answer(status, headers, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The same bytes again and again until the client hangs up, after a pause each time. */
    void endless(String bytes, Duration pause) throws IOException {
        while (true) {
            send(bytes);
            if (!pause.isZero()) {
                pause(pause);
            }
        }
    }

    /** Sends nothing more until the client hangs up. */
    void silence() throws IOException {
        while (in.read() >= 0) {
            // A client that waits for an answer sends nothing.
            continue;
        }
        throw new EOFException("the client has hung up");
    }

    /** Waits, unless the client hangs up. */
    private void pause(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            if (in.read() < 0) {
                throw new EOFException("the client has hung up");
            }
        } catch (SocketTimeoutException over) {
            socket.setSoTimeout(0);
        }
    }

    /** Ends the connection in order, wherever the answer stands. */
    void cut() throws IOException {
        throw new EOFException("cut on purpose");
    }

    /** Resets the connection (TCP RST). */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
        throw new EOFException("reset on purpose");
    }
}
