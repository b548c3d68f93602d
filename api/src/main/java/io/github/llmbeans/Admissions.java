package io.github.llmbeans;

import io.github.llmbeans.internal.Alarms;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The calls of one provider that wait for their turn, so that its end can be theirs. */
final class Admissions {
    private final AbstractProvider provider;
    private final Alarms alarms;
    private final Supplier<? extends RuntimeException> refusal;
    private final Set<Admission> waiting = ConcurrentHashMap.newKeySet();

    /** With what those are told who wait when the provider is closed. */
    Admissions(AbstractProvider provider, Alarms alarms, Supplier<? extends RuntimeException> refusal) {
        this.provider = provider;
        this.alarms = alarms;
        this.refusal = refusal;
    }

    /**
     * Joins the queue; does not block.
     *
     * @throws RateLimitException if it is full
     */
    Admission enter(Deadline deadline) {
        Admission admission = new Admission(provider.info().name(), provider.concurrencyLimiter(), deadline);
        if (!admission.verdict().isDone()) {
            waiting.add(admission);
            admission.verdict().whenComplete((reason, never) -> waiting.remove(admission));
            admission.watched(alarms, refusal);
        }
        return admission;
    }

    /** Nobody waits from now on. Close the alarms first. */
    void close() {
        waiting.forEach(admission -> admission.refuse(refusal));
    }
}
