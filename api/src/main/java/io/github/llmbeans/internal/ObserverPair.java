package io.github.llmbeans.internal;

import io.github.llmbeans.AttemptObservation;
import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ChatResponse;
import org.jspecify.annotations.Nullable;

/** Two observers as one. What the first throws does not keep anything from the second. */
public final class ObserverPair implements CallObserver {
    /** Observes nothing. */
    public static final CallObserver NONE = call -> CallObservation.NONE;

    private final CallObserver outer;
    private final CallObserver inner;

    private ObserverPair(CallObserver outer, CallObserver inner) {
        this.outer = outer;
        this.inner = inner;
    }

    /** Both, or the one that is not {@link #NONE}. */
    public static CallObserver of(CallObserver outer, CallObserver inner) {
        if (outer == NONE) {
            return inner;
        }
        return inner == NONE ? outer : new ObserverPair(outer, inner);
    }

    @Override
    public CallObservation begin(CallInfo call) {
        SafeObservation first = SafeObservation.begin(outer, call);
        SafeObservation second = SafeObservation.begin(inner, call);
        if (!first.seen()) {
            return second.seen() ? second : CallObservation.NONE;
        }
        return second.seen() ? new Both(first, second) : first;
    }

    private record Both(CallObservation outer, CallObservation inner) implements CallObservation {
        @Override
        public AttemptObservation attempt(int number) {
            AttemptObservation first = outer.attempt(number);
            AttemptObservation second = inner.attempt(number);
            return new AttemptObservation() {
                @Override
                public void failed(Throwable failure) {
                    second.failed(failure);
                    first.failed(failure);
                }

                @Override
                public void close() {
                    second.close();
                    first.close();
                }
            };
        }

        @Override
        public void firstPiece() {
            inner.firstPiece();
            outer.firstPiece();
        }

        @Override
        public void answered(@Nullable ChatResponse answer) {
            inner.answered(answer);
            outer.answered(answer);
        }

        @Override
        public void failed(Throwable failure) {
            inner.failed(failure);
            outer.failed(failure);
        }

        @Override
        public void cancelled() {
            inner.cancelled();
            outer.cancelled();
        }
    }
}
