package io.github.llmbeans;

import io.github.llmbeans.internal.SafeObservation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One blocking or asynchronous call of an {@link AbstractProvider}: its deadline, its turn, and who is told of it. */
final class Call {
    private final AbstractProvider provider;
    private final Deadline deadline;
    private final SafeObservation observation;
    private @Nullable Admission admission;
    private int attempts;

    /** It begins; it has not asked for its turn yet. */
    Call(AbstractProvider provider, ChatRequest request) {
        this.provider = provider;
        this.deadline = provider.deadline(request);
        this.observation = provider.isClosed() ? SafeObservation.UNSEEN : provider.observe(request, false);
    }

    Deadline deadline() {
        return deadline;
    }

    SafeObservation observation() {
        return observation;
    }

    /**
     * Its turn, or its wait for it; asked for at the first time. Does not block.
     *
     * @throws RateLimitException if too many wait already
     */
    Admission admission() {
        if (admission == null) {
            admission = provider.admissions().enter(deadline);
        }
        return admission;
    }

    /** The attempt, told to whoever observes the call each time that it is made. */
    <T> Supplier<T> observed(Supplier<T> attempt) {
        return observation.seen() ? () -> observe(observation, ++attempts, attempt) : attempt;
    }

    static <T> T observe(SafeObservation observation, int number, Supplier<T> attempt) {
        try (AttemptObservation observed = observation.attempt(number)) {
            try {
                return attempt.get();
            } catch (RuntimeException | Error e) {
                observed.failed(e);
                throw e;
            }
        }
    }
}
