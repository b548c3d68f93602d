package io.github.llmbeans.sample.stream;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.sample.rest.Problem;
import io.github.llmbeans.sample.rest.Problems;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way from the model to the caller. The next event is asked for when the last one has left, so a slow
 * caller slows the model down. While the model is silent, comments are written: without a write no server notices that
 * the caller has left. Thread-safe.
 */
final class AnswerStream implements Flow.Subscriber<StreamEvent>, AsyncBody.Listener {
    /** How often a silent stream is tried: every second. */
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /**
     * For how long a failure still gets a status of its own: 3 s. Then the stream begins even if the model has said
     * nothing, and a failure becomes its last event.
     */
    static final Duration OPENING = Duration.ofSeconds(3);

    private final Events events;
    private final Outcome outcome;
    private final Received received = new Received();
    private final AsyncBody body;
    private final long start = System.nanoTime();
    private volatile long lastWrite = start;
    private volatile boolean modelChosen;
    private Flow.@Nullable Subscription model;
    private @Nullable Future<?> heartbeat;
    private boolean begun;
    private boolean over;

    AnswerStream(Events events, Outcome outcome, AsyncContext request, HttpServletResponse response)
            throws IOException {
        this.events = events;
        this.outcome = outcome;
        this.body = AsyncBody.of(request, response, this);
    }

    /**
     * Asks the model; returns at once, if the request is at hand.
     *
     * @param request what to ask; a failure of it is one of the stream
     */
    void ask(BaseProvider llm, Supplier<ChatRequest> request) {
        try {
            ChatRequest made = request.get();
            modelChosen = made.model() != null;
            if (!ended()) {
                llm.chatStream(made).subscribe(this);
            }
        } catch (RuntimeException e) {
            onError(e);
        }
    }

    /** Gives what calls {@link #beat()} now and then; it is cancelled at the end. */
    void beating(Future<?> beats) {
        synchronized (this) {
            if (!over) {
                heartbeat = beats;
                return;
            }
        }
        beats.cancel(false);
    }

    void beat() {
        long now = System.nanoTime();
        if (now - start >= OPENING.toNanos()) {
            begin();
        }
        synchronized (this) {
            if (over || !begun || body.busy() || now - lastWrite < HEARTBEAT.toNanos() / 2) {
                return;
            }
        }
        body.write(Events.COMMENT, false);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        synchronized (this) {
            if (!over) {
                model = subscription;
            }
        }
        if (ended()) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(StreamEvent event) {
        begin();
        received.add(event);
        Optional<byte[]> bytes = events.of(event);
        if (event instanceof StreamEvent.Finished finished) {
            if (end()) {
                boolean remembered = outcome.complete(finished.response());
                body.writeLast(remembered ? bytes.orElseThrow() : events.forgotten(finished.response()));
            }
        } else if (bytes.isPresent()) {
            lastWrite = System.nanoTime();
            body.write(bytes.get(), true);
        } else {
            written();
        }
    }

    /** Whatever goes wrong on the way, the caller is not left waiting. */
    @Override
    public void onError(Throwable e) {
        try {
            fail(e);
        } catch (RuntimeException | Error cannotBeTold) {
            // An application that is being taken away may not find its classes any more.
            boolean head;
            synchronized (this) {
                head = !begun;
            }
            end();
            body.close(head);
        }
    }

    private void fail(Throwable e) {
        Problems failure = Problems.of(e, modelChosen);
        boolean head;
        synchronized (this) {
            head = !begun;
            begun = true;
        }
        if (!end()) {
            return;
        }
        Optional<ChatResponse> partial = received.partial();
        outcome.incomplete(partial);
        if (head) {
            body.head(failure.problem().status(), Problem.MEDIA_TYPE);
            failure.retryAfter().ifPresent(seconds -> body.header("Retry-After", Long.toString(seconds)));
            body.writeLast(events.plain(failure.problem()));
        } else {
            body.writeLast(events.error(failure, partial.isPresent()));
        }
    }

    @Override
    public void onComplete() {
        if (!ended()) {
            onError(new IllegalStateException("The stream of events has ended without its last one"));
        }
    }

    /** Ends the answer because nobody wants the rest; the caller gets a proper end. */
    void stop() {
        begin();
        if (end()) {
            Optional<ChatResponse> partial = received.partial();
            outcome.incomplete(partial);
            body.writeLast(events.stopped(partial));
        }
    }

    @Override
    public void written() {
        Flow.Subscription source;
        synchronized (this) {
            source = over ? null : model;
        }
        if (source != null) {
            source.request(1);
        }
    }

    @Override
    public void gone() {
        if (end()) {
            outcome.incomplete(received.partial());
        }
    }

    private void begin() {
        synchronized (this) {
            if (begun || over) {
                return;
            }
            begun = true;
            body.head(HttpServletResponse.SC_OK, "text/event-stream;charset=UTF-8");
            // A proxy that collects the answer first would spoil it.
            body.header("X-Accel-Buffering", "no");
        }
    }

    private synchronized boolean ended() {
        return over;
    }

    /** The first one who comes here ends the stream; whatever is still under way is given up. */
    private boolean end() {
        Flow.Subscription source;
        Future<?> beats;
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            source = model;
            beats = heartbeat;
        }
        if (source != null) {
            source.cancel();
        }
        if (beats != null) {
            beats.cancel(false);
        }
        return true;
    }
}
