package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** A stream of events that everything is asked of: its texts go to a listener, the events are kept. */
final class Events {
    private static final String PROMPT = "Say it in pieces.";

    private final List<StreamEvent> seen = new CopyOnWriteArrayList<>();
    private final Listener texts;

    private Events(Stage stage, Flow.Publisher<StreamEvent> stream) {
        this.texts = stage.listen(subscriber -> stream.subscribe(new Heard(seen, subscriber)))
                .request(Long.MAX_VALUE);
    }

    static Events of(Stage stage, BaseProvider provider) {
        return of(stage, provider, ChatRequest.of(PROMPT));
    }

    static Events of(Stage stage, BaseProvider provider, ChatRequest request) {
        return new Events(stage, provider.chatStream(request));
    }

    /** A stream of {@link Streams#PIECES} over a line, not repeated. */
    static Events held(Stage stage, Line line) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        return of(stage, stage.provider(config -> config.baseUrl(line.address()).maxRetries(0)));
    }

    /** A stream of events whose texts are heard; an event without one is an empty piece. */
    static Flow.Publisher<String> texts(Flow.Publisher<StreamEvent> stream) {
        return subscriber -> stream.subscribe(new Heard(new CopyOnWriteArrayList<>(), subscriber));
    }

    /** Who hears the texts; an event without one is an empty piece to them. */
    Listener texts() {
        return texts;
    }

    /** Every event so far. */
    List<StreamEvent> seen() {
        return List.copyOf(seen);
    }

    /** The first event, once the stream has ended. */
    StreamEvent.Started started() {
        texts.completed();
        StreamEvent first = seen.isEmpty() ? null : seen.get(0);
        Expect.that("the first event to be Started", first instanceof StreamEvent.Started, first);
        return (StreamEvent.Started) first;
    }

    /** What the last event tells, once the stream has ended. */
    ChatResponse finished() {
        texts.completed();
        StreamEvent last = seen.isEmpty() ? null : seen.get(seen.size() - 1);
        Expect.that("the last event to be Finished", last instanceof StreamEvent.Finished, last);
        return ((StreamEvent.Finished) last).response();
    }

    /** Keeps what it passes on. */
    private record Heard(List<StreamEvent> seen, Flow.Subscriber<? super String> listener)
            implements Flow.Subscriber<StreamEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            listener.onSubscribe(subscription);
        }

        @Override
        public void onNext(StreamEvent event) {
            if (event != null) {
                seen.add(event);
            }
            listener.onNext(event instanceof StreamEvent.Text text ? text.text() : event == null ? null : "");
        }

        @Override
        public void onError(Throwable failure) {
            listener.onError(failure);
        }

        @Override
        public void onComplete() {
            listener.onComplete();
        }
    }
}
