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
    /** Requests have a place for the id of the end user, and the dialect reads it back. */
    CLIENT_ID,
    /** Requests have a place for the caller's own id of the request, and the dialect reads it back. */
    CALLER_ID,
    /** Answers tell the id of the session; decided by the kit: the dialect puts {@code Answer.sessionId()} on the wire. */
    ANSWER_SESSION,
    /** Answers tell when they were made; decided by the kit: the dialect puts {@code Answer.created()} on the wire. */
    ANSWER_TIME,
    /** Answers tell what the model thought; decided by the kit: the dialect puts {@code Answer.reasoning()} on the wire. */
    REASONING,
    /** Models ask for functions; decided by the kit: the dialect puts {@code Answer.functionCall()} on the wire. */
    FUNCTION_CALLS,
    /** So is the state of a call; decided by the kit: the dialect puts {@code Answer.functionStateId()} on the wire. */
    FUNCTION_STATE,
    /** How many asynchronous calls run at once can be set; decided by the kit: {@code withAsyncCalls(...)} is overridden. */
    ASYNC_BOUND,
    /** How long a stream may be silent can be set; decided by the kit: {@code withStreamSilence(...)} is overridden. */
    STREAM_SILENCE,
    /** How many calls go to the model at once can be set; decided by the kit: {@code withConcurrencyLimit(...)} is overridden. */
    CONCURRENCY_LIMIT,
    /** The repeats of all calls together can be bounded; decided by the kit: {@code withRetryBudget(...)} is overridden. */
    RETRY_BUDGET,
    /** A circuit breaker can be set; decided by the kit: {@code withCircuitBreaker(...)} is overridden. */
    CIRCUIT_BREAKER,
    /** The provider tells an observer of its calls; decided by the kit: {@code createObserved(...)} is overridden. */
    CALL_OBSERVER,
    /** It tells of each attempt, too. */
    CALL_ATTEMPTS,
    /** The provider tells OpenTelemetry of its calls; decided by the kit: {@code TelemetryUnderTest} is implemented. */
    OPEN_TELEMETRY,
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
