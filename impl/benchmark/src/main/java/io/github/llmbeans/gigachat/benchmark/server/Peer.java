package io.github.llmbeans.gigachat.benchmark.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection of the server: requests come in, bytes go out. Only for the server's thread. */
final class Peer {
    private static final int BUFFER = 16 * 1024;
    private static final int LONGEST_HEAD = 8 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private @Nullable ByteBuffer out;
    private @Nullable SelectionKey key;

    Peer(SocketChannel channel) {
        this.channel = channel;
    }

    void key(SelectionKey value) {
        key = value;
    }

    void read(Routes routes, Routes.Pacer pacer) throws IOException {
        int count = channel.read(in);
        if (count < 0) {
            close();
            return;
        }
        byte[] bytes = in.array();
        int begin = 0;
        int end = in.position();
        for (int body = bodyOf(bytes, begin, end); body > 0; body = bodyOf(bytes, begin, end)) {
            String head = new String(bytes, begin, body - begin, StandardCharsets.ISO_8859_1);
            int next = body + length(head);
            if (next > end) {
                break;
            }
            routes.answer(head, this, pacer);
            begin = next;
        }
        if (begin > 0) {
            in.position(begin).limit(end);
            in.compact();
        } else if (end == bytes.length) {
            throw new IOException("A request has more than " + BUFFER + " bytes");
        }
    }

    /** Where the body begins, or -1. */
    private static int bodyOf(byte[] bytes, int begin, int end) {
        int last = Math.min(end, begin + LONGEST_HEAD) - 3;
        for (int i = begin; i < last; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private static int length(String head) {
        String value = header(head, "content-length");
        return value == null ? 0 : Integer.parseInt(value);
    }

    /** The value of a header; its name in lower case. */
    static @Nullable String header(String head, String name) {
        int line = head.indexOf('\n') + 1;
        while (line > 0 && line < head.length()) {
            if (head.regionMatches(true, line, name, 0, name.length()) && head.charAt(line + name.length()) == ':') {
                int end = head.indexOf('\r', line);
                return head.substring(line + name.length() + 1, end).strip();
            }
            line = head.indexOf('\n', line) + 1;
        }
        return null;
    }

    /** The path of the first line. */
    static String path(String head) {
        int begin = head.indexOf(' ') + 1;
        return head.substring(begin, head.indexOf(' ', begin));
    }

    static boolean wantsEvents(String head) {
        String accept = header(head, "accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("event-stream");
    }

    void send(ByteBuffer bytes) throws IOException {
        if (out == null) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            out = out == null ? bytes : joined(out, bytes);
            interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    private static ByteBuffer joined(ByteBuffer one, ByteBuffer other) {
        byte[] all = Arrays.copyOf(rest(one), one.remaining() + other.remaining());
        byte[] more = rest(other);
        System.arraycopy(more, 0, all, all.length - more.length, more.length);
        return ByteBuffer.wrap(all);
    }

    private static byte[] rest(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    void flush() throws IOException {
        ByteBuffer left = out;
        if (left != null) {
            channel.write(left);
            if (!left.hasRemaining()) {
                out = null;
                interest(SelectionKey.OP_READ);
            }
        }
    }

    private void interest(int operations) {
        SelectionKey mine = key;
        if (mine != null) {
            mine.interestOps(operations);
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone.
        }
    }
}
