package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.CallAnswered;
import io.github.llmbeans.CallCancelled;
import io.github.llmbeans.CallEvent;
import io.github.llmbeans.CallFailed;
import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.CallStarted;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tells the calls of the providers as events of the container, to whoever in the application observes them. */
final class CallEvents implements CallObserver {
    private final Audience audience;
    private final boolean content;
    private final AtomicLong calls = new AtomicLong();

    CallEvents(Audience audience, boolean content) {
        this.audience = audience;
        this.content = content;
    }

    /** The observer, or none if nobody in the application observes any of the events. */
    static CallObserver of(Audience audience, boolean content) {
        return audience.isEmpty() ? CallObserver.none() : new CallEvents(audience, content);
    }

    @Override
    public CallObservation begin(CallInfo call) {
        Told told = new Told(call, calls.incrementAndGet());
        told.started();
        return told;
    }

    /** One call. */
    private final class Told implements CallObservation {
        private final CallInfo call;
        private final long number;
        private final String provider;
        private final String model;
        private final long start = System.nanoTime();

        Told(CallInfo call, long number) {
            this.call = call;
            this.number = number;
            this.provider = call.provider().name();
            this.model = call.model();
        }

        void started() {
            fire(new CallStarted(number, provider, model, call.streamed(), content ? call.request() : null));
        }

        @Override
        public void answered(@Nullable ChatResponse answer) {
            fire(new CallAnswered(
                    number,
                    provider,
                    model,
                    call.streamed(),
                    took(),
                    answer == null ? null : answer.finishReason(),
                    answer == null ? null : answer.usage(),
                    answer == null ? null : answer.requestId(),
                    content ? call.request() : null,
                    content ? answer : null));
        }

        @Override
        public void failed(Throwable failure) {
            ProviderException known = failure instanceof ProviderException e ? e : null;
            fire(new CallFailed(
                    number,
                    provider,
                    model,
                    call.streamed(),
                    took(),
                    failure.getClass().getSimpleName(),
                    known == null ? null : known.getMessage(),
                    known == null ? -1 : known.attempts(),
                    known == null || known.status().isEmpty()
                            ? null
                            : Integer.valueOf(known.status().getAsInt()),
                    known == null ? null : known.requestId().orElse(null),
                    content ? call.request() : null,
                    content ? failure : null));
        }

        @Override
        public void cancelled() {
            fire(new CallCancelled(number, provider, model, call.streamed(), took()));
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        private void fire(CallEvent event) {
            audience.tell(event);
        }
    }
}
