package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests for one endpoint come in: what is scripted, held, limited and slowed down is decided here. A reply is
 * chosen on arrival and then kept back. Thread-safe.
 */
final class Desk {

    private final int limit;
    private final Duration delay;
    private final Deque<Reply> next = new ArrayDeque<>();
    private final List<Gate> gates = new ArrayList<>();
    private @Nullable Reply always;
    private int inFlight;
    private int peak;

    /**
     * @param limit how many requests may be in work at once
     * @param delay how long each takes before its answer starts
     */
    Desk(int limit, Duration delay) {
        this.limit = limit;
        this.delay = delay;
    }

    Reply serve(RecordedRequest request, Function<RecordedRequest, Reply> rules) {
        Reply scripted;
        List<Gate> held;
        synchronized (this) {
            scripted = next.isEmpty() ? always : next.poll();
            if (scripted == null && inFlight >= limit) {
                return WireErrors.tooManyRequests();
            }
            inFlight++;
            peak = Math.max(peak, inFlight);
            gates.removeIf(Gate::isOpen);
            held = List.copyOf(gates);
        }
        Reply reply;
        try {
            reply = scripted != null ? scripted : rules.apply(request);
            held.forEach(Gate::pass);
        } catch (RuntimeException | Error e) {
            leave();
            throw e;
        }
        return (scripted != null ? reply : reply.after(delay.plus(reply.delay()))).whenEnded(ending -> leave());
    }

    private synchronized void leave() {
        inFlight--;
    }

    synchronized void script(List<Reply> replies) {
        next.addAll(replies);
    }

    synchronized void always(Reply reply) {
        always = reply;
    }

    synchronized void hold(Gate gate) {
        gates.add(gate);
    }

    synchronized void reset() {
        next.clear();
        always = null;
        gates.forEach(Gate::open);
        gates.clear();
        peak = inFlight;
    }

    synchronized int peak() {
        return peak;
    }
}
