package io.github.llmbeans.tck.reference;

import io.github.llmbeans.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The smallest HTTP client that keeps the contract: one connection per request, a deadline over all reads, interruptible,
 * no redirects, nothing kept.
 */
public class Socketed implements AutoCloseable {
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    /** An answer; the names of the headers in lower case. With patience the deadline is no longer looked at. */
    public record Response(int status, Map<String, String> headers, InputStream body, Runnable patience) {
        public String text() throws IOException {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What is done with an answer while its connection is open. */
    public interface Use<T> {
        T of(Response response) throws IOException;
    }

    protected <T> T send(
            String method, URI uri, Map<String, String> headers, String body, Deadline deadline, Use<T> use)
            throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            return use.of(begin(channel, method, uri, headers, body, deadline));
        } finally {
            open.removeIf(channel -> !channel.isOpen());
        }
    }

    /** Over a channel that the caller closes. */
    Response begin(
            SocketChannel channel, String method, URI uri, Map<String, String> headers, String body, Deadline deadline)
            throws IOException {
        open.removeIf(other -> !other.isOpen());
        open.add(channel);
        channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        Socket socket = secured(uri, channel);
        socket.getOutputStream().write(request(method, uri, headers, body));
        Limited in = new Limited(socket, deadline);
        return response(in, () -> in.limited = false);
    }

    private Socket secured(URI uri, SocketChannel channel) throws IOException {
        if (!"https".equals(uri.getScheme())) {
            return channel.socket();
        }
        SSLSocket socket = (SSLSocket) trusting().createSocket(channel.socket(), uri.getHost(), uri.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    protected SSLSocketFactory trusting() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private static byte[] request(String method, URI uri, Map<String, String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getHost()
                + "\r\nConnection: close\r\nContent-Length: " + content.length + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    private static Response response(InputStream in, Runnable patience) throws IOException {
        String[] status = firstLine(in).split(" ", 3);
        if (!status[0].startsWith("HTTP/1.")) {
            throw new ProtocolException("the server does not speak HTTP");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return new Response(Integer.parseInt(status[1]), headers, body(headers, in), patience);
    }

    private static InputStream body(Map<String, String> headers, InputStream in) {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return new Chunked(in);
        }
        String length = headers.get("content-length");
        return length == null ? in : new Sized(in, Long.parseLong(length));
    }

    private static String firstLine(InputStream in) throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the connection ended before the answer");
        }
        if (b != 'H') {
            throw new ProtocolException("the server does not speak HTTP");
        }
        return "H" + line(in);
    }

    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended before the answer");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Ends the exchanges that are still open. */
    @Override
    public void close() {
        for (SocketChannel channel : open) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** How long to wait for the next bytes. */
    protected Duration patience(Deadline deadline) {
        return deadline.remaining();
    }

    /** Reads that end at the deadline. */
    private final class Limited extends InputStream {
        private final Socket socket;
        private final InputStream in;
        private final Deadline deadline;
        private volatile boolean limited = true;

        Limited(Socket socket, Deadline deadline) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.deadline = deadline;
        }

        private void limit() throws IOException {
            if (!limited) {
                socket.setSoTimeout(0);
                return;
            }
            long left = patience(deadline).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException("the deadline has passed");
            }
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        }

        @Override
        public int read() throws IOException {
            limit();
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            limit();
            return in.read(buffer, offset, length);
        }
    }
}
