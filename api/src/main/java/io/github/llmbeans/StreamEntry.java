package io.github.llmbeans;

import io.github.llmbeans.internal.SafeObservation;
import org.jspecify.annotations.Nullable;

/** How a stream comes to its turn: told to those who observe, and admitted, or refused with what {@link #await()} throws. */
final class StreamEntry {
    private final AbstractProvider provider;
    private final ChatRequest request;
    private final StreamStop stop;
    private final Object observing = new Object();
    private boolean observed;
    private volatile SafeObservation observation = SafeObservation.UNSEEN;
    private volatile @Nullable Admission admission;
    private @Nullable RuntimeException refusal;

    StreamEntry(AbstractProvider provider, ChatRequest request, StreamStop stop) {
        this.provider = provider;
        this.request = request;
        this.stop = stop;
    }

    SafeObservation observation() {
        return observation;
    }

    /** Once, by whoever is first: the one who asks, or who comes here without having been asked by anybody. */
    void observe() {
        synchronized (observing) {
            if (!observed) {
                observed = true;
                observation = provider.observe(request, true);
            }
        }
        if (stop.cancelled()) {
            observation.cancelled(); // Whoever has cancelled meanwhile may have found nobody to tell.
        }
    }

    boolean joined() {
        return admission != null || refusal != null;
    }

    /** Joins the queue; what goes wrong is told by {@link #await()}. */
    void join(StreamCall call, StreamTimes times) {
        observe();
        try {
            provider.begin(call, request);
            admission = provider.admissions().enter(times.begin());
        } catch (RuntimeException e) {
            refusal = e;
        }
    }

    /** Has the listener run when the turn has come, or will not come any more, unless that is so already. */
    void whenDecided(Runnable listener) {
        Admission joined = admission;
        if (joined != null && !joined.verdict().isDone()) {
            joined.verdict().whenComplete((reason, never) -> listener.run());
        }
    }

    /** Whether {@link #await()} does not block. */
    boolean decided() {
        Admission entered = admission;
        return entered == null || entered.verdict().isDone();
    }

    /** Blocks until the turn has come, or throws why it does not. */
    void await() {
        if (refusal != null) {
            throw refusal;
        }
        admission.await();
    }

    /** Gives the turn back, or leaves the queue. */
    void close() {
        Admission entered = admission;
        if (entered != null) {
            entered.close();
        }
    }
}
