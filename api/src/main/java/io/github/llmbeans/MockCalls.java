package io.github.llmbeans;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mock was asked: all of it counted, the last of it kept. Thread-safe. */
final class MockCalls {
    private final Object lock = new Object();
    private final MockTags tags = new MockTags();
    private final int most;
    private final Deque<MockCall> kept = new ArrayDeque<>();
    private final long[] counts = new long[MockCall.Kind.values().length];
    private long asked;
    private long attempts;

    /** Calls that began before the last reset count no more. */
    private long firstSeen;

    private long everAsked;

    MockCalls(int most) {
        this.most = most;
    }

    /** Writes a call down, unless it is known already; gives the request to go on with. */
    ChatRequest asked(MockCall.Kind kind, ChatRequest request) {
        return tags.of(request.params()) == null
                ? request.toBuilder().params(tags.tag(add(kind, request))).build()
                : request;
    }

    /** One more attempt of a call; one that nobody has written down is a blocking one. */
    MockCall attempt(ChatRequest request) {
        MockCall known = tags.of(request.params());
        MockCall call = known == null ? add(MockCall.Kind.BLOCKING, request) : known;
        synchronized (lock) {
            call.attempted();
            if (call.serial() > firstSeen) {
                attempts++;
            }
        }
        return call;
    }

    private MockCall add(MockCall.Kind kind, ChatRequest request) {
        synchronized (lock) {
            asked++;
            everAsked++;
            counts[kind.ordinal()]++;
            MockCall call = new MockCall(asked, everAsked, kind, request);
            if (kept.size() == most) {
                kept.remove();
            }
            kept.add(call);
            lock.notifyAll();
            return call;
        }
    }

    List<MockCall> kept() {
        synchronized (lock) {
            return List.copyOf(kept);
        }
    }

    @Nullable
    MockCall last() {
        synchronized (lock) {
            return kept.peekLast();
        }
    }

    long count() {
        synchronized (lock) {
            return asked;
        }
    }

    long count(MockCall.Kind kind) {
        synchronized (lock) {
            return counts[kind.ordinal()];
        }
    }

    long attempts() {
        synchronized (lock) {
            return attempts;
        }
    }

    void forget() {
        synchronized (lock) {
            kept.clear();
            Arrays.fill(counts, 0);
            asked = 0;
            attempts = 0;
            firstSeen = everAsked;
        }
    }

    void await(long wanted, Duration patience) {
        MockWaits.await(
                lock, () -> asked >= wanted, patience, () -> wanted + " calls were expected, " + asked + " came");
    }
}
