package io.github.llmbeans;

/**
 * What a provider can do beyond answering one user message.
 *
 * <p>What a provider declares in {@link ProviderInfo#capabilities()} works. Asking for what it does not declare fails
 * with {@link UnsupportedCapabilityException} before any request is sent; nothing is dropped in silence.
 */
public enum Capability {
    /** Conversations: earlier user and assistant messages are taken into account. */
    CHAT_HISTORY,
    /** A system message at the start of a conversation. */
    SYSTEM_MESSAGE,
    /** Another model can be chosen for one request, see {@link ChatRequest#model()}. */
    MODEL_CHOICE,
    /** {@link GenerationParams#temperature()}. */
    TEMPERATURE,
    /** {@link GenerationParams#topP()}. */
    TOP_P,
    /** {@link GenerationParams#maxTokens()}. */
    MAX_TOKENS,
    /** {@link GenerationParams#stop()}: the answer ends before the first stop sequence. */
    STOP_SEQUENCES,
    /** {@link GenerationParams#repetitionPenalty()}. */
    REPETITION_PENALTY,
    /** {@link GenerationParams#presencePenalty()}. */
    PRESENCE_PENALTY,
    /** {@link GenerationParams#frequencyPenalty()}. */
    FREQUENCY_PENALTY,
    /** {@link GenerationParams#seed()}. */
    SEED,
    /** {@link GenerationParams#n()} greater than one: several answers to one request. */
    MULTIPLE_CHOICES,
    /** {@link ChatRequest#sessionId()}: consecutive turns are tied together, for prompt caching for instance. */
    SESSION,
    /** Answers arrive in pieces as they are written. */
    STREAMING,
    /** Token counts in the answer, see {@link ChatResponse#usage()}. */
    USAGE,
    /** The model may ask for functions to be called. */
    FUNCTIONS,
    /** The answer keeps to a JSON schema. */
    STRUCTURED_OUTPUT,
    /** Vectors for texts. */
    EMBEDDINGS,
    /** Tokens of a text are counted without generating, see {@link BaseProvider#countTokens(java.util.List)}. */
    TOKEN_COUNT,
    /** The models that can be chosen are told, see {@link BaseProvider#models()}. */
    MODEL_LIST
}
