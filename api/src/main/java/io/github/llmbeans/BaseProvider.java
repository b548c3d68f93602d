package io.github.llmbeans;

import io.github.llmbeans.internal.AsyncCalls;
import io.github.llmbeans.internal.CallPublisher;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * A language model that a bean can ask. The one contract of LLM Beans: providers implement it, beans inject it.
 *
 * <pre>{@code
 * @Inject
 * BaseProvider llm;
 *
 * String answer = llm.generate("What is an enterprise bean?");
 * }</pre>
 *
 * <p>Implementations are thread-safe. {@link #generate(String)}, {@link #chat(ChatRequest)}, {@link
 * #countTokens(List)}, {@link #models()} and {@link #healthCheck()} block the caller; the others do not. Every failure of a call is a {@link ProviderException}; every call keeps one
 * deadline, {@link ChatRequest#timeout()} or the provider's own. An interface, so that containers can proxy it.
 */
public interface BaseProvider extends AutoCloseable {

    /**
     * Who this provider is and what it can do. Never blocks, never fails, works after {@link #close()}.
     *
     * @return the same facts at every call
     */
    ProviderInfo info();

    /**
     * Asks and waits for the answer.
     *
     * @param request the conversation and how to answer
     * @return the answer
     * @throws UnsupportedCapabilityException if the request uses what {@link #info()} does not declare; nothing is sent
     * @throws InvalidRequestException if the request cannot be answered as it is, for instance with a blank last message
     *     or with messages out of order
     * @throws AuthenticationException if the server does not accept who calls
     * @throws RateLimitException if the server is overloaded and stays so for all retries, or too many calls of this
     *     provider wait for their turn already
     * @throws ProviderTimeoutException if the deadline passes
     * @throws ProviderUnavailableException if the server cannot be reached or does not work, or has not worked so often
     *     that it is not asked at the moment
     * @throws ProviderInterruptedException if the calling thread is interrupted
     * @throws IllegalStateException if the provider is closed
     */
    ChatResponse chat(ChatRequest request);

    /**
     * Counts the tokens of texts as the provider's own model ({@link ProviderInfo#model()}) sees them, without generating.
     * Blocks; keeps the provider's timeout and repeats like {@link #chat(ChatRequest)}. What a server adds to a message
     * when it makes a prompt of it is not counted.
     *
     * @param texts the texts, each may be empty; without any, nothing is sent
     * @return one count for each text, in their order; unmodifiable
     * @throws UnsupportedCapabilityException if {@link Capability#TOKEN_COUNT} is not declared; nothing is sent
     * @throws ProviderException as {@link #chat(ChatRequest)} says
     * @throws IllegalStateException if the provider is closed
     */
    default List<TokenCount> countTokens(List<String> texts) {
        Objects.requireNonNull(texts, "texts must not be null");
        throw UnsupportedCapabilityException.untried(info().name(), "countTokens", Capability.TOKEN_COUNT);
    }

    /**
     * The models that the provider offers now. Blocks; keeps the provider's timeout and repeats like {@link
     * #chat(ChatRequest)}.
     *
     * @return the models in the server's order, those for other things than conversations included, see {@link
     *     ModelInfo#canChat()}; unmodifiable
     * @throws UnsupportedCapabilityException if {@link Capability#MODEL_LIST} is not declared; nothing is sent
     * @throws ProviderException as {@link #chat(ChatRequest)} says
     * @throws IllegalStateException if the provider is closed
     */
    default List<ModelInfo> models() {
        throw UnsupportedCapabilityException.untried(info().name(), "models", Capability.MODEL_LIST);
    }

    /**
     * Whether the provider would answer now. Blocks up to its own time limit, 5 s unless configured otherwise; never
     * generates, never throws, changes nothing for calls that run meanwhile.
     *
     * @return {@code true} if the provider can be used
     */
    boolean healthCheck();

    /**
     * Ends the provider: afterwards calls are refused with {@link IllegalStateException}, and no thread, connection or
     * timer stays. May be called more than once. Never fails.
     */
    @Override
    void close();

    /**
     * Answers one user message with the provider's defaults. Blocks.
     *
     * @param prompt the user's message, not blank
     * @return the text of the answer
     * @throws ProviderException as {@link #chat(ChatRequest)} says
     */
    default String generate(String prompt) {
        return generate(prompt, GenerationParams.defaults());
    }

    /**
     * Answers one user message. Blocks.
     *
     * @param prompt the user's message, not blank
     * @param params how to answer
     * @return the text of the answer
     * @throws ProviderException as {@link #chat(ChatRequest)} says
     */
    default String generate(String prompt, GenerationParams params) {
        return chat(ChatRequest.of(prompt, params)).text();
    }

    /**
     * Answers one user message without blocking the caller. Unless a provider does better, the blocking call runs on a
     * thread of its own. Cancelling the future, or a stage made from it, ends the call; so does completing one of them from
     * outside, for instance by {@code orTimeout}.
     *
     * @param prompt the user's message, not blank
     * @param params how to answer
     * @return completes with the text, or with what {@link #chat(ChatRequest)} throws, itself and not wrapped
     */
    default CompletionStage<String> generateAsync(String prompt, GenerationParams params) {
        return AsyncCalls.map(chatAsync(ChatRequest.of(prompt, params)), ChatResponse::text);
    }

    /**
     * Asks without blocking the caller. Unless a provider does better, the blocking call runs on a thread of its own.
     * Cancelling the future, or a stage made from it, ends the call; so does completing one of them from outside, for
     * instance by {@code orTimeout}.
     *
     * @param request the conversation and how to answer
     * @return completes with the answer, or with what {@link #chat(ChatRequest)} throws, itself and not wrapped
     */
    default CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
        Objects.requireNonNull(request, "request must not be null");
        return AsyncCalls.call(() -> chat(request), AsyncCalls.threadPerCall());
    }

    /**
     * Answers one user message in pieces, as the model writes them. Each subscriber causes a call of its own, when it
     * first asks for a piece; nothing is read from the server that nobody asks for, beyond a small buffer; cancelling
     * closes the connection. A provider that does not declare {@link Capability#STREAMING} gives the whole answer as one
     * piece. For a plain loop see {@link BlockingStream}.
     *
     * <p>The first piece must be there within the provider's timeout; how long the whole stream and a silence in it may
     * last is the provider's to say. Before the first piece a stream is repeated like a call, afterwards never.
     *
     * @param prompt the user's message, not blank
     * @param params how to answer
     * @return a publisher of the pieces in order, fit for any number of subscribers. It fails with what
     *     {@link #chat(ChatRequest)} throws, and with {@link ProviderUnavailableException} if the stream breaks off;
     *     {@link ProviderException#partialResponse()} is what had come by then
     */
    default Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        ChatRequest request = ChatRequest.of(prompt, params);
        return new CallPublisher<>(() -> chatAsync(request), answer -> List.of(answer.text()));
    }

    /**
     * Asks, and tells the answer in events, as the model writes it: ids first, then pieces of text and reasoning, and
     * last the whole answer with finish reason and token counts. Otherwise like {@link #generateStream(String,
     * GenerationParams)}; {@link ChatRequest#timeout()} is the deadline of the whole stream.
     *
     * @param request the conversation and how to answer
     * @return a publisher of the events in order; it fails as {@link #generateStream(String, GenerationParams)} says
     */
    default Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
        Objects.requireNonNull(request, "request must not be null");
        return new CallPublisher<>(() -> chatAsync(request), StreamEvents::of);
    }
}
