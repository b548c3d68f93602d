package io.github.llmbeans;

import io.github.llmbeans.internal.ObservedCall;
import io.github.llmbeans.internal.ObservedStream;
import io.github.llmbeans.internal.SafeObservation;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Any provider, with an observer that is told of its calls: blocking ones, asynchronous ones and streams. Everything else
 * goes to the provider as it is, {@link #info()} and {@link #close()} included.
 *
 * <pre>{@code
 * CallMetrics metrics = new CallMetrics("gigachat");
 * BaseProvider llm = new ObservedProvider(provider, metrics);
 * }</pre>
 *
 * <p>It is for providers that tell no observer themselves; one that is built on {@link AbstractProvider} can do so
 * better, with its attempts, through {@link AbstractProvider#callObserver()}: from outside, the repeats of a call cannot be seen, so no attempts
 * are told. A call on a provider that is closed is told as a failed one.
 *
 * <p>A stream of texts is told with its whole answer and its token counts, since it is made from {@link
 * #chatStream(ChatRequest)}. Only where a stop sequence ends it at once is it told with its text and without token
 * counts. Thread-safe if the provider and the observer are; it blocks nowhere where the provider does not.
 */
public final class ObservedProvider implements BaseProvider {
    private final BaseProvider provider;
    private final CallObserver observer;

    /**
     * A provider whose calls are told.
     *
     * @param provider who answers; closed with this
     * @param observer who is told
     */
    public ObservedProvider(BaseProvider provider, CallObserver observer) {
        this.provider = Objects.requireNonNull(provider, "provider must not be null");
        this.observer = Objects.requireNonNull(observer, "observer must not be null");
    }

    /**
     * Who answers.
     *
     * @return the provider that was given
     */
    public BaseProvider provider() {
        return provider;
    }

    @Override
    public ProviderInfo info() {
        return provider.info();
    }

    private SafeObservation begin(ChatRequest request, boolean streamed) {
        return observer == CallObserver.none()
                ? SafeObservation.UNSEEN
                : SafeObservation.begin(observer, new CallInfo(provider.info(), request, streamed));
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        Objects.requireNonNull(request, "request must not be null");
        SafeObservation observation = begin(request, false);
        try {
            ChatResponse answer = provider.chat(request);
            observation.answered(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            observation.failed(e);
            throw e;
        }
    }

    @Override
    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
        Objects.requireNonNull(request, "request must not be null");
        SafeObservation observation = begin(request, false);
        try {
            CompletionStage<ChatResponse> call = provider.chatAsync(request);
            return observation.seen() ? ObservedCall.of(call, observation) : call;
        } catch (RuntimeException | Error e) {
            observation.failed(e);
            throw e;
        }
    }

    @Override
    public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        ChatRequest request = ChatRequest.of(prompt, params);
        if (observer == CallObserver.none()) {
            return provider.generateStream(prompt, params);
        }
        boolean streaming = provider.info().can(Capability.STREAMING);
        if (streaming && !params.stop().isEmpty()) {
            return new ObservedStream<>(
                    provider.generateStream(prompt, params),
                    () -> new ObservedStreams.Pieces(
                            new CallInfo(provider.info(), request, true), () -> begin(request, true)));
        }
        return new ObservedStream<>(
                provider.chatStream(request), () -> new ObservedStreams.Texts(() -> begin(request, true), !streaming));
    }

    @Override
    public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
        Objects.requireNonNull(request, "request must not be null");
        return new ObservedStream<>(
                provider.chatStream(request), () -> new ObservedStreams.Events(() -> begin(request, true)));
    }

    @Override
    public List<TokenCount> countTokens(List<String> texts) {
        return provider.countTokens(texts);
    }

    @Override
    public List<ModelInfo> models() {
        return provider.models();
    }

    @Override
    public boolean healthCheck() {
        return provider.healthCheck();
    }

    @Override
    public void close() {
        provider.close();
    }

    @Override
    public String toString() {
        return "ObservedProvider[" + provider.info().name() + "]";
    }
}
