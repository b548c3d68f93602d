package io.github.llmbeans;

import io.github.llmbeans.internal.ObservedStream;
import io.github.llmbeans.internal.SafeObservation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is heard of a stream, for whoever observes it. */
final class ObservedStreams {
    private ObservedStreams() {}

    /** Events as they come. */
    static final class Events implements ObservedStream.Listener<StreamEvent, StreamEvent> {
        private final Supplier<SafeObservation> beginning;
        private boolean begun;

        Events(Supplier<SafeObservation> beginning) {
            this.beginning = beginning;
        }

        @Override
        public SafeObservation begin() {
            return beginning.get();
        }

        @Override
        public StreamEvent heard(StreamEvent event, SafeObservation observation) {
            if (!begun && !(event instanceof StreamEvent.Started)) {
                begun = true;
                observation.firstPiece();
            }
            if (event instanceof StreamEvent.Finished last) {
                observation.answered(last.response());
            }
            return event;
        }

        /** Unless it has been told with the last event, as it should. */
        @Override
        public void complete(SafeObservation observation) {
            observation.answered(null);
        }
    }

    /** The texts of a stream of events; the whole answer is known although only its text is handed on. */
    static final class Texts implements ObservedStream.Listener<StreamEvent, String> {
        private final Events events;
        private final boolean atLeastOne;
        private boolean gave;

        /** Whether an empty answer is told as one empty piece. */
        Texts(Supplier<SafeObservation> beginning, boolean atLeastOne) {
            this.events = new Events(beginning);
            this.atLeastOne = atLeastOne;
        }

        @Override
        public SafeObservation begin() {
            return events.begin();
        }

        @Override
        public @Nullable String heard(StreamEvent event, SafeObservation observation) {
            events.heard(event, observation);
            if (event instanceof StreamEvent.Text piece) {
                gave = true;
                return piece.text();
            }
            if (event instanceof StreamEvent.Finished && atLeastOne && !gave) {
                gave = true;
                return "";
            }
            return null;
        }

        @Override
        public void complete(SafeObservation observation) {
            events.complete(observation);
        }
    }

    /** Nothing but texts: what they were together is known in the end, but not what they have cost. */
    static final class Pieces implements ObservedStream.Listener<String, String> {
        private final CallInfo call;
        private final Supplier<SafeObservation> beginning;
        private final StringBuilder text = new StringBuilder();
        private boolean begun;

        Pieces(CallInfo call, Supplier<SafeObservation> beginning) {
            this.call = call;
            this.beginning = beginning;
        }

        @Override
        public SafeObservation begin() {
            return beginning.get();
        }

        @Override
        public String heard(String piece, SafeObservation observation) {
            if (!begun) {
                begun = true;
                observation.firstPiece();
            }
            if (observation.seen()) {
                text.append(piece);
            }
            return piece;
        }

        @Override
        public void complete(SafeObservation observation) {
            observation.answered(
                    ChatResponse.builder(text.toString(), call.provider().name(), call.model())
                            .finishReason(FinishReason.OTHER)
                            .build());
        }
    }
}
