package io.github.llmbeans.tck;

/**
 * What checks stand on. A {@link ProviderUnderTest} offers all of these unless {@link ProviderUnderTest#cannot()} gives a
 * reason.
 */
public enum Need {
    /** The model's answer (text, finish reason, model, usage) is chosen by the kit. */
    CHOSEN_ANSWER,
    /** What the model does can change while a provider is in use. */
    SCRIPT,
    /** The kit sees the requests that reach the model. */
    RECORDING,
    /** The model can refuse a request as malformed. */
    BAD_REQUEST,
    /** The model can refuse the caller's key. */
    REJECTED_KEY,
    /** The model can be overloaded, with a time to come back. */
    OVERLOAD,
    /** The model can be out of order. */
    OUTAGE,
    /** The model can keep silent until the deadline. */
    SILENCE,
    /** Calls can be repeated by the provider itself. */
    RETRIES,
    /** The server gives its requests an id, and the dialect carries it. */
    REQUEST_ID,
    /** Requests carry an id that the client makes, and the dialect names its header; decided by the kit. */
    SENT_ID,
    /** The provider talks HTTP to a server that the kit plays. */
    HTTP,
    /** The provider obtains access tokens from an endpoint of their own. */
    TOKENS,
    /** The provider sends its key itself, without tokens. */
    STATIC_KEY,
    /** The provider has a key at all. */
    KEY,
    /** A stream in the vendor's form says that it has ended, so that one that ends too early can be told. */
    STREAM_END,
    /** A piece of a stream in the vendor's form can be cut short such that it can be told. */
    STREAM_DAMAGE,
    /** A provider that the kit has made is held by nobody else, a container for instance. */
    UNHELD,
    /** A CDI container gives the provider out. */
    CONTAINER,
    /** The kit can start that container and end it, which it cannot if it runs inside. */
    CONTAINER_END
}
