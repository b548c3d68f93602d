package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.reference.ReferenceLimits;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;

/** Repeats without a place. */
final class LimitRepeatMutant extends Limited {
    private final Turns turns;

    static Mutant mutant() {
        return Mutant.of(
                "CON-LIMIT-REPEATS",
                "a call gives its place back when its first attempt fails",
                (config, clock) -> ReferenceLimits.limiter(config, Turns::new) instanceof Turns turns
                        ? new LimitRepeatMutant(config, clock, turns)
                        : new ReferenceProvider(config, clock));
    }

    private LimitRepeatMutant(ProviderConfig config, Clock clock, Turns turns) {
        super(config, clock, turns);
        this.turns = turns;
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        try {
            return super.attempt(request, deadline);
        } catch (ProviderUnavailableException e) {
            leave();
            throw e;
        }
    }

    @Override
    protected EventStream openStream(ChatRequest request, Deadline deadline) {
        try {
            return super.openStream(request, deadline);
        } catch (ProviderUnavailableException e) {
            leave();
            throw e;
        }
    }

    private void leave() {
        if (config().maxRetries() > 0) {
            turns.keepBack();
            turns.giveBack();
        }
    }
}
