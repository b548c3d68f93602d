package io.github.llmbeans;

import io.github.llmbeans.internal.ObserverPair;
import java.util.Objects;

/**
 * Is told of every call of a provider: the point for metrics, traces, audit and events. {@link AbstractProvider} tells
 * the one that {@link AbstractProvider#callObserver()} gives, {@link ObservedProvider} lets any other provider tell one,
 * and {@link CallMetrics} is one that counts.
 *
 * <pre>{@code
 * CallObserver counter = call -> new CallObservation() {
 *     @Override
 *     public void failed(Throwable failure) {
 *         failures.increment();
 *     }
 * };
 * }</pre>
 *
 * <p>A call is a blocking one, an asynchronous one or a stream; counting tokens, listing models and health checks are
 * none. An observer must be thread-safe and must not block. What it throws is logged as a WARNING and does not touch the
 * call.
 */
@FunctionalInterface
public interface CallObserver {
    /**
     * A call begins. Told on the caller's thread, before the call waits for its turn; of a stream on the thread that first
     * asks for a piece. A call that is refused before it is sent is told too; one on a closed provider is not.
     *
     * @param call which call
     * @return what is told how it goes on, {@link CallObservation#NONE} if nothing need be
     */
    CallObservation begin(CallInfo call);

    /**
     * Observes nothing, at no cost.
     *
     * @return the observer that does nothing
     */
    static CallObserver none() {
        return ObserverPair.NONE;
    }

    /**
     * Both observers: this one is told of a beginning first and of everything else last.
     *
     * @param next the other one
     * @return an observer that tells both
     */
    default CallObserver and(CallObserver next) {
        return ObserverPair.of(this, Objects.requireNonNull(next, "next must not be null"));
    }
}
