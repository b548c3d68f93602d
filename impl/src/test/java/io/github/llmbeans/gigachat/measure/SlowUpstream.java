package io.github.llmbeans.gigachat.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers every request with the same completion after so many milliseconds, on one thread. Runs in a JVM of its own, so
 * that its memory and threads are not among those that are measured: tells its port on its standard output and ends with
 * its standard input.
 */
final class SlowUpstream {
    private static final int BACKLOG = 10_000;
    private static final String BODY = "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"An answer.\"},"
            + "\"index\":0,\"finish_reason\":\"stop\"}],\"created\":1,\"model\":\"GigaChat-2-Pro\","
            + "\"object\":\"chat.completion\","
            + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + BODY.length() + "\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private final Deque<Due> dues = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final long delay;

    /** An answer, and when it is to be given; all wait equally long, so a queue is in order. */
    private record Due(SocketChannel client, long time) {}

    private SlowUpstream(long millis) {
        delay = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    public static void main(String[] args) throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
        Thread ender = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // It says nothing; its end is what counts.
                }
            } catch (IOException e) {
                // Whoever started this has ended.
            }
            System.exit(0);
        });
        ender.start();
        new SlowUpstream(Long.parseLong(args[0])).serve(server);
    }

    private void serve(ServerSocketChannel server) throws IOException {
        Selector selector = Selector.open();
        server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        while (true) {
            Due first = dues.peek();
            long wait =
                    first == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(first.time() - System.nanoTime()));
            selector.select(key -> ready(key, server), wait);
            answerThoseWhoAreDue();
        }
    }

    private void ready(SelectionKey key, ServerSocketChannel server) {
        try {
            if (key.isAcceptable()) {
                SocketChannel client = server.accept();
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                client.configureBlocking(false).register(key.selector(), SelectionKey.OP_READ, new StringBuilder());
            } else {
                read(key, (SocketChannel) key.channel());
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private void read(SelectionKey key, SocketChannel client) throws IOException {
        buffer.clear();
        if (client.read(buffer) < 0) {
            close(key);
            return;
        }
        StringBuilder request = (StringBuilder) key.attachment();
        request.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
        if (isWhole(request.toString())) {
            request.setLength(0);
            dues.add(new Due(client, System.nanoTime() + delay));
        }
    }

    private static boolean isWhole(String request) {
        int end = request.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String head = request.substring(0, end).toLowerCase(Locale.ROOT);
        int length = head.indexOf("content-length:");
        if (length < 0) {
            return request.endsWith("0\r\n\r\n");
        }
        String number = head.substring(length + "content-length:".length())
                .lines()
                .findFirst()
                .orElse("0");
        return request.length() - end - 4 >= Integer.parseInt(number.strip());
    }

    private void answerThoseWhoAreDue() {
        for (@Nullable Due due = dues.peek(); due != null && due.time() <= System.nanoTime(); due = dues.peek()) {
            dues.remove();
            try {
                due.client().write(ByteBuffer.wrap(ANSWER));
            } catch (IOException e) {
                // The caller has gone.
            }
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
