package io.github.llmbeans;

import io.github.llmbeans.internal.SafeObservation;
import io.github.llmbeans.internal.StoppingStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens the stream of one call, with repeats before its first event, and reads it within its times. */
final class StreamReading {
    private final AbstractProvider provider;
    private final ChatRequest request;
    private final StreamStop stop;
    private final StreamTimes times;
    private volatile @Nullable EventStream stream;
    private int attempts;
    private boolean textOnly;

    StreamReading(AbstractProvider provider, ChatRequest request, StreamStop stop, StreamTimes times) {
        this.provider = provider;
        this.request = request;
        this.stop = stop;
        this.times = times;
    }

    /** Nobody needs what comes after a stop sequence. To be said before the first event. */
    void textOnly() {
        textOnly = true;
    }

    boolean isOpen() {
        return stream != null;
    }

    /** How often it was tried to open it. */
    int attempts() {
        return attempts;
    }

    /** The first event; repeated until then. */
    StreamEvent first(SafeObservation observation) {
        Deadline deadline = times.turn();
        StreamEvent first = provider.retryPolicy().execute(deadline, () -> observedAttempt(observation, deadline));
        stop.open();
        times.open();
        return first;
    }

    private StreamEvent observedAttempt(SafeObservation observation, Deadline deadline) {
        attempts++;
        return observation.seen() ? Call.observe(observation, attempts, () -> attempt(deadline)) : attempt(deadline);
    }

    private StreamEvent attempt(Deadline deadline) {
        provider.requireOpen();
        EventStream opened = null;
        try {
            opened = provider.openStream(request, deadline);
            opened.onActivity(times::alive);
            if (textOnly && opened instanceof StoppingStream stopping) {
                stopping.textOnly();
            }
            stream = opened;
            stop.requireGoing(null);
            return read(opened, deadline.remaining());
        } catch (RuntimeException e) {
            stream = null;
            if (opened != null) {
                opened.close();
            }
            stop.requireGoing(e);
            throw e;
        }
    }

    /** The event after that. */
    StreamEvent next() {
        return read(stream, times.idleLimit());
    }

    private StreamEvent read(EventStream open, Duration limit) {
        times.reads(limit);
        try {
            StreamEvent event = open.next();
            if (event == null) {
                throw new ProviderUnavailableException(
                        "Provider '" + provider.info().name() + "': the stream ended before the answer did",
                        Failure.of(provider.info().name()).withRetryable(true));
            }
            return event;
        } finally {
            times.hasRead();
        }
    }

    /** Whether the text is complete; what could follow is facts about the answer. */
    boolean textEnded() {
        return stream instanceof StoppingStream stopping && stopping.stopped();
    }

    /** A read that is blocked ends. */
    void close() {
        EventStream open = stream;
        if (open != null) {
            open.close();
        }
    }
}
