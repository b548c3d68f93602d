package io.github.llmbeans;

import java.util.Objects;

/**
 * Which call a {@link CallObserver} is told of. Immutable.
 *
 * @param provider who is asked
 * @param request what is asked. It holds the prompt: what is written down of it, and where, is the observer's
 *     responsibility; its {@code toString()} is without content
 * @param streamed whether the answer is wanted in pieces
 */
public record CallInfo(ProviderInfo provider, ChatRequest request, boolean streamed) {
    /**
     * Checks.
     *
     * @throws NullPointerException if the provider or the request is {@code null}
     */
    public CallInfo {
        Objects.requireNonNull(provider, "provider must not be null");
        Objects.requireNonNull(request, "request must not be null");
    }

    /**
     * The model that is asked for.
     *
     * @return the request's model, else the provider's
     */
    public String model() {
        String chosen = request.model();
        return chosen == null ? provider.model() : chosen;
    }
}
