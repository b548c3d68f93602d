package io.github.llmbeans.tck.mutants;

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

/** Passes everything on; a mutant overrides one method. */
class Wrapped implements BaseProvider {
    protected final BaseProvider inner;

    Wrapped(BaseProvider inner) {
        this.inner = inner;
    }

    @Override
    public ProviderInfo info() {
        return inner.info();
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        return inner.chat(request);
    }

    @Override
    public List<TokenCount> countTokens(List<String> texts) {
        return inner.countTokens(texts);
    }

    @Override
    public List<ModelInfo> models() {
        return inner.models();
    }

    @Override
    public boolean healthCheck() {
        return inner.healthCheck();
    }

    @Override
    public void close() {
        inner.close();
    }

    @Override
    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
        return inner.chatAsync(request);
    }

    @Override
    public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        return inner.generateStream(prompt, params);
    }

    @Override
    public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
        return inner.chatStream(request);
    }

    /** What a provider gets that does not override generateStream. */
    protected final Flow.Publisher<String> wholeText(String prompt, GenerationParams params) {
        return BaseProvider.super.generateStream(prompt, params);
    }

    /** What a provider gets that does not override chatStream. */
    protected final Flow.Publisher<StreamEvent> wholeAnswer(ChatRequest request) {
        return BaseProvider.super.chatStream(request);
    }
}
