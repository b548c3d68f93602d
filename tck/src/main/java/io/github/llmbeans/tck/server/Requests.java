package io.github.llmbeans.tck.server;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The requests a server has got, numbered in the order of the list. Thread-safe. */
final class Requests {

    private final Clock clock;
    private final List<RecordedRequest> kept = new ArrayList<>();
    private int count;

    Requests(Clock clock) {
        this.clock = clock;
    }

    synchronized RecordedRequest record(Bridge.Incoming incoming, Exchange exchange) {
        count++;
        RecordedRequest request = new RecordedRequest(
                count, clock.instant(), incoming.line(), incoming.headers(), incoming.body(), exchange);
        kept.add(request);
        return request;
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(kept);
    }

    synchronized void clear() {
        kept.clear();
    }
}
