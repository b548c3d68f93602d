package io.github.llmbeans.gigachat.benchmark.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * HTTP/1.1 with keep-alive on one thread, without a library: finds the end of a request and sends bytes that are ready.
 * Says on its standard output at which port, and lives as long as its standard input.
 *
 * <p>{@code /v1} answers at once, {@code /paced/v1} puts 5 ms between the pieces of a stream, {@code /slow/v1}
 * answers after 5 s, {@code /hold/v1} never; {@code /oauth} gives tokens, {@code /expire} lets those given so far be rejected, {@code /counters} tells what
 * has been.
 */
public final class FastServer {
    private static final int BACKLOG = 1_000;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final Routes routes = new Routes();
    private final Queue<Paced> paced = new PriorityQueue<>(Comparator.comparing(Paced::at));

    private FastServer() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Starts it. */
    public static void main(String[] args) throws IOException {
        FastServer server = new FastServer();
        Thread parent = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (IOException gone) {
                        // The same.
                    }
                    System.exit(0);
                },
                "parent");
        parent.setDaemon(true);
        parent.start();
        System.out.println(server.server.socket().getLocalPort());
        server.run();
    }

    private void run() throws IOException {
        while (true) {
            long wait = paced.isEmpty() ? 0 : Math.max(1, (paced.peek().at - System.nanoTime()) / 1_000_000);
            selector.select(wait);
            Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
            while (keys.hasNext()) {
                SelectionKey key = keys.next();
                keys.remove();
                handle(key);
            }
            sendPaced();
        }
    }

    private void handle(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            accept();
            return;
        }
        Peer peer = (Peer) key.attachment();
        try {
            if (key.isWritable()) {
                peer.flush();
            }
            if (key.isReadable()) {
                peer.read(routes, this::pace);
            }
        } catch (IOException gone) {
            peer.close();
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Peer peer = new Peer(channel);
            peer.key(channel.register(selector, SelectionKey.OP_READ, peer));
        }
    }

    private void pace(Peer peer, List<byte[]> parts, long nanos) {
        paced.add(new Paced(System.nanoTime() + nanos, peer, parts.iterator(), nanos));
    }

    private void sendPaced() {
        long now = System.nanoTime();
        while (!paced.isEmpty() && paced.peek().at - now <= 0) {
            Paced due = paced.remove();
            try {
                due.peer.send(ByteBuffer.wrap(due.parts.next()));
                if (due.parts.hasNext()) {
                    paced.add(new Paced(now + due.pace, due.peer, due.parts, due.pace));
                }
            } catch (IOException gone) {
                due.peer.close();
            }
        }
    }

    private record Paced(long at, Peer peer, Iterator<byte[]> parts, long pace) {}
}
