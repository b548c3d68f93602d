package io.github.llmbeans.tck;

/** What a provider wants with a request. */
public enum Endpoint {
    /** An answer of the model, plain or streamed. */
    GENERATE,
    /** An access token. */
    TOKEN,
    /** Anything else, for instance a list of models that a health check asks for. */
    OTHER
}
