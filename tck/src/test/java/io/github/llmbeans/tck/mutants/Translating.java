package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import java.util.function.Function;

/** Throws something else when a call with a timeout of its own has failed in a certain way. */
final class Translating extends Wrapped {
    private final Class<? extends ProviderException> type;
    private final Function<ProviderException, RuntimeException> translation;

    Translating(
            BaseProvider inner,
            Class<? extends ProviderException> type,
            Function<ProviderException, RuntimeException> translation) {
        super(inner);
        this.type = type;
        this.translation = translation;
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        try {
            return super.chat(request);
        } catch (ProviderException e) {
            throw type.isInstance(e) && request.timeout() != null ? translation.apply(e) : e;
        }
    }

    /** What the failure tells, but for the time to come back. */
    static Failure facts(ProviderException e) {
        return new Failure(
                e.provider(),
                e.status().isPresent() ? e.status().getAsInt() : null,
                e.requestId().orElse(null),
                null,
                e.retryable());
    }
}
