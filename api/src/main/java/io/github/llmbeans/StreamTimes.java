package io.github.llmbeans;

import io.github.llmbeans.internal.Lookout;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The limits of one stream: until its first piece, of the silence between two events, and of the whole of it. */
final class StreamTimes {
    private final AbstractProvider provider;
    private final ChatRequest request;
    private final Lookout.Watch reading;
    private final Lookout.Watch wholeWatch;
    private volatile @Nullable Deadline deadline;
    private volatile @Nullable Deadline whole;
    private volatile boolean open;

    /**
     * None of them has begun.
     *
     * @param tooLong told what a read has run into
     * @param late told when the time of the whole stream is over, also if nobody reads
     */
    StreamTimes(AbstractProvider provider, ChatRequest request, Consumer<StreamEnding> tooLong, Runnable late) {
        this.provider = provider;
        this.request = request;
        this.reading = provider.lookout()
                .watch(() -> tooLong.accept(deadlineHasPassed() ? StreamEnding.LATE : StreamEnding.IDLE));
        this.wholeWatch = provider.lookout().watch(late);
    }

    /** Somebody wants the first piece: the time until it comes begins, its turn in the queue included. */
    Deadline begin() {
        Deadline begun = provider.deadline(request);
        deadline = begun;
        return begun;
    }

    /** Its turn has come; gives what is left until the first piece. */
    Deadline turn() {
        Deadline first = deadline;
        whole = request.timeout() == null ? Deadline.after(provider.streamTimeout()) : first;
        return first;
    }

    /** The first event is there. */
    void open() {
        open = true;
        wholeWatch.start(whole.remaining().toNanos());
    }

    /** The first piece is there: only the time of the whole stream counts now. */
    void firstPiece() {
        deadline = whole;
    }

    void reads(Duration limit) {
        reading.start(limit.toNanos());
    }

    void hasRead() {
        reading.stop();
    }

    /** The server has sent something that is not for the subscriber. */
    void alive() {
        if (open) {
            reads(idleLimit());
        }
    }

    /** How long the next event may take. */
    Duration idleLimit() {
        Duration idle = provider.streamIdleTimeout();
        Deadline now = deadline;
        Duration left = now == null ? idle : now.remaining();
        return left.compareTo(idle) < 0 ? left : idle;
    }

    private boolean deadlineHasPassed() {
        Deadline now = deadline;
        return now != null && now.expired();
    }

    /** The limit that has passed: the whole stream's time may be shorter than that of its first piece. */
    Duration passed() {
        Deadline passed = deadline;
        Deadline all = whole;
        if (all != null && (passed == null || all.expired() && !passed.expired())) {
            passed = all;
        }
        return passed == null ? provider.streamTimeout() : passed.timeout();
    }

    void close() {
        reading.close();
        wholeWatch.close();
    }
}
