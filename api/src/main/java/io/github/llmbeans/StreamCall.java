package io.github.llmbeans;

import io.github.llmbeans.internal.Interrupts;
import io.github.llmbeans.internal.Pull;
import io.github.llmbeans.internal.SafeObservation;
import org.jspecify.annotations.Nullable;

/**
 * One streamed call of an {@link AbstractProvider}: opened, with repeats, when the first event is asked for; watched
 * while it is read; ended by its subscriber, by the clock or by the provider's end, whichever comes first.
 */
final class StreamCall implements Pull<StreamEvent> {
    private final AbstractProvider provider;
    private final StreamStop stop = new StreamStop();
    private final StreamAnswer answer = new StreamAnswer();
    private final StreamEntry entry;
    private final StreamTimes times;
    private final StreamReading reading;
    private final StreamFailures failures;
    private final Interrupts.Reader reader;
    private boolean begun;
    private boolean textOnly;
    private boolean finished;
    private volatile boolean over;
    private volatile Runnable listener = () -> {};

    StreamCall(AbstractProvider provider, ChatRequest request) {
        this.provider = provider;
        this.entry = new StreamEntry(provider, request, stop);
        this.times = new StreamTimes(provider, request, this::end, () -> endUnasked(StreamEnding.LATE));
        this.reading = new StreamReading(provider, request, stop, times);
        this.failures = new StreamFailures(provider, request, times, reading);
        this.reader = provider.interrupts().reader(() -> end(StreamEnding.INTERRUPTED));
    }

    /** Nobody needs what comes after a stop sequence. To be said before the first event. */
    StreamCall textOnly() {
        textOnly = true;
        reading.textOnly();
        return this;
    }

    @Override
    public boolean anywhere() {
        return provider.streamsOnCallersThread();
    }

    @Override
    public @Nullable StreamEvent nextHere() {
        stop.here(true);
        if (Thread.currentThread().isInterrupted()) {
            end(StreamEnding.INTERRUPTED);
        }
        try {
            return next();
        } finally {
            stop.here(false);
            reader.end();
            if (stop.how() == StreamEnding.INTERRUPTED) {
                Thread.currentThread().interrupt(); // Whoever was blocked may have cleared it.
            }
        }
    }

    @Override
    public @Nullable StreamEvent next() {
        if (finished) {
            return null;
        }
        stop.enter();
        try {
            if (stop.here()) {
                reader.begin();
            }
            if (cutOff()) {
                end(StreamEnding.CLOSED);
            }
            stop.requireGoing(null);
            return seen(answer.add(reading.isOpen() ? reading.next() : open()));
        } catch (RuntimeException e) {
            over = true;
            throw failure(e);
        } catch (Error e) {
            over = true;
            if (!stop.cancelled()) {
                observation().failed(e);
            }
            throw e;
        } finally {
            stop.leave();
            if (over || stop.cancelled()) {
                close();
            }
        }
    }

    private StreamEvent open() {
        if (!entry.joined()) {
            join();
        }
        entry.await();
        return reading.first(observation());
    }

    private StreamEvent seen(StreamEvent event) {
        if (!begun && !(event instanceof StreamEvent.Started)) {
            begun = true;
            times.firstPiece();
            observation().firstPiece();
        }
        if (event instanceof StreamEvent.Finished last) {
            finished = true;
            over = true;
            observation().answered(last.response());
        } else if (textOnly && observation().seen() && textEnded()) {
            observation().answered(answer.partial(null));
        }
        return event;
    }

    private RuntimeException failure(RuntimeException e) {
        StreamEnding how = stop.behind(e);
        if (how == StreamEnding.CANCELLED) {
            return e;
        }
        RuntimeException failure = failures.told(e, how, begun, answer);
        observation().failed(failure);
        return failure;
    }

    private SafeObservation observation() {
        return entry.observation();
    }

    /** Joins the queue of those who wait for their turn when it is first asked. */
    @Override
    public boolean ready(Runnable whenReady) {
        if (!entry.joined()) {
            join();
            entry.whenDecided(whenReady);
        }
        return entry.decided();
    }

    private void join() {
        entry.join(this, times);
        if (stop.how() != null) {
            close();
            entry.close(); // Whoever has cancelled meanwhile may have found nothing to give back.
        }
    }

    @Override
    public void asked() {
        if (!provider.isClosed()) {
            entry.observe();
        }
    }

    @Override
    public void refused(Throwable reason) {
        observation().failed(reason);
    }

    /** Whether the text is complete; what could follow is facts about the answer. */
    boolean textEnded() {
        return reading.textEnded();
    }

    @Override
    public boolean ended() {
        return over || cutOff();
    }

    /** The provider is being closed but has not come to this stream yet. */
    private boolean cutOff() {
        return reading.isOpen() && provider.isClosed();
    }

    @Override
    public void whenEnded(Runnable value) {
        listener = value;
    }

    /** The provider is being closed. */
    void providerClosed() {
        endUnasked(StreamEnding.CLOSED);
    }

    /** The subscriber is told even if it asks for nothing. Why it ends is said first: a read that ends now would cancel. */
    private void endUnasked(StreamEnding how) {
        end(how);
        over = true;
        listener.run();
    }

    private void end(StreamEnding how) {
        stop.end(how);
        reading.close();
    }

    @Override
    public void close() {
        over = true; // However it has ended: whoever is just reading gives the turn back when it comes out.
        end(StreamEnding.CANCELLED);
        observation().cancelled(); // Unless it has had another end.
        times.close();
        provider.ended(this);
        if (!stop.entered()) {
            entry.close(); // Else by the thread that opens or reads it, when it has left the server alone.
        }
    }
}
