package io.github.llmbeans.tck;

/** What a provider wants with a request. */
public enum Endpoint {
    /** An answer of the model, plain or streamed. */
    GENERATE,
    /** An access token. */
    TOKEN,
    /** Token counts of texts; to be told apart by providers that declare {@code TOKEN_COUNT}. */
    TOKEN_COUNT,
    /**
     * The list of models; to be told apart by providers that declare {@code MODEL_LIST}, also where a health check asks
     * for it.
     */
    MODELS,
    /** Anything else, for instance what a health check asks for. */
    OTHER
}
