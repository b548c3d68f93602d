package io.github.llmbeans;

import io.github.llmbeans.internal.AsyncCalls;
import io.github.llmbeans.internal.OnePiecePublisher;
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
 * <p>Implementations are thread-safe. {@link #generate(String)}, {@link #chat(ChatRequest)} and {@link #healthCheck()}
 * block the caller; the others do not. Every failure of a call is a {@link ProviderException}; every call keeps one
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
     * @throws AuthenticationException if the server does not accept who calls
     * @throws RateLimitException if the server is overloaded and stays so for all retries
     * @throws ProviderTimeoutException if the deadline passes
     * @throws ProviderUnavailableException if the server cannot be reached or does not work
     * @throws ProviderInterruptedException if the calling thread is interrupted
     * @throws IllegalStateException if the provider is closed
     */
    ChatResponse chat(ChatRequest request);

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
     * thread of its own, and cancelling the future, or a stage made from it, interrupts that call.
     *
     * @param prompt the user's message, not blank
     * @param params how to answer
     * @return completes with the text, or with what {@link #chat(ChatRequest)} throws, itself and not wrapped
     */
    default CompletionStage<String> generateAsync(String prompt, GenerationParams params) {
        return AsyncCalls.map(chatAsync(ChatRequest.of(prompt, params)), ChatResponse::text);
    }

    /**
     * Asks without blocking the caller. Unless a provider does better, the blocking call runs on a thread of its own,
     * and cancelling the future, or a stage made from it, interrupts that call.
     *
     * @param request the conversation and how to answer
     * @return completes with the answer, or with what {@link #chat(ChatRequest)} throws, itself and not wrapped
     */
    default CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
        Objects.requireNonNull(request, "request");
        return AsyncCalls.call(() -> chat(request), AsyncCalls.threadPerCall());
    }

    /**
     * Answers one user message in pieces. Each subscriber causes a call of its own, when it first asks for a piece.
     * A provider that does not declare {@link Capability#STREAMING} gives the whole answer as one piece.
     *
     * @param prompt the user's message, not blank
     * @param params how to answer
     * @return a publisher of the pieces in order; it fails with what {@link #chat(ChatRequest)} throws
     */
    default Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        ChatRequest request = ChatRequest.of(prompt, params);
        return new OnePiecePublisher<>(() -> AsyncCalls.map(chatAsync(request), ChatResponse::text));
    }
}
