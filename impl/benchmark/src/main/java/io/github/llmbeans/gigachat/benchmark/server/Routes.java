package io.github.llmbeans.gigachat.benchmark.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** Which bytes answer which request, and how many there have been. Only for the server's thread. */
final class Routes {
    /** Sends parts one after the other, with a pause before each. */
    interface Pacer {
        void pace(Peer peer, List<byte[]> parts, long nanos);
    }

    private static final long PIECE_NANOS = 5_000_000;
    private static final long SLOW_NANOS = 5_000_000_000L;
    private static final byte[] COMPLETION = Answers.completion();
    private static final List<byte[]> STREAM = Answers.stream();
    private static final byte[] WHOLE_STREAM = Answers.joined(STREAM);
    private static final byte[] EXPIRED = Answers.expired();
    private static final byte[] DONE = Answers.text("{}");

    private long requests;
    private long tokens;
    private long rejected;
    private int generation;

    void answer(String head, Peer peer, Pacer pacer) throws IOException {
        String path = Peer.path(head);
        switch (path) {
            case "/v1/chat/completions" -> complete(head, peer);
            case "/paced/v1/chat/completions" -> {
                peer.send(ByteBuffer.wrap(STREAM.get(0)));
                pacer.pace(peer, STREAM.subList(1, STREAM.size()), PIECE_NANOS);
            }
            case "/slow/v1/chat/completions" -> pacer.pace(peer, List.of(COMPLETION), SLOW_NANOS);
            case "/hold/v1/chat/completions" -> requests++;
            case "/oauth" -> {
                tokens++;
                peer.send(ByteBuffer.wrap(Answers.token(generation)));
            }
            case "/expire" -> {
                generation++;
                peer.send(ByteBuffer.wrap(DONE));
            }
            case "/counters" -> peer.send(ByteBuffer.wrap(Answers.text(counters())));
            default -> throw new IOException("There is no " + path);
        }
    }

    private void complete(String head, Peer peer) throws IOException {
        requests++;
        if (generation > 0 && !current(head)) {
            rejected++;
            peer.send(ByteBuffer.wrap(EXPIRED));
            return;
        }
        peer.send(ByteBuffer.wrap(Peer.wantsEvents(head) ? WHOLE_STREAM : COMPLETION));
    }

    private boolean current(String head) {
        String bearer = Peer.header(head, "authorization");
        return bearer != null && bearer.endsWith("-" + generation);
    }

    private String counters() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "{\"requests\":%d,\"tokens\":%d,\"rejected\":%d,\"cpu\":%d}",
                requests,
                tokens,
                rejected,
                system.getProcessCpuTime());
    }
}
