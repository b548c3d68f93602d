package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.TokenCount;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A provider that hands every call on to another one. */
abstract class DelegatingProvider implements BaseProvider {
    /** Who answers. */
    abstract BaseProvider provider();

    @Override
    public ProviderInfo info() {
        return provider().info();
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        return provider().chat(request);
    }

    @Override
    public List<TokenCount> countTokens(List<String> texts) {
        return provider().countTokens(texts);
    }

    @Override
    public List<ModelInfo> models() {
        return provider().models();
    }

    @Override
    public boolean healthCheck() {
        return provider().healthCheck();
    }

    @Override
    public void close() {
        provider().close();
    }

    @Override
    public String generate(String prompt) {
        return provider().generate(prompt);
    }

    @Override
    public String generate(String prompt, GenerationParams params) {
        return provider().generate(prompt, params);
    }

    @Override
    public CompletionStage<String> generateAsync(String prompt, GenerationParams params) {
        return provider().generateAsync(prompt, params);
    }

    @Override
    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
        return provider().chatAsync(request);
    }

    @Override
    public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        return provider().generateStream(prompt, params);
    }

    @Override
    public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
        return provider().chatStream(request);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + provider() + "]";
    }
}
