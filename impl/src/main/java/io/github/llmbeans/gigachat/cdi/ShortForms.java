package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderInfo;
import jakarta.enterprise.inject.spi.Decorator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A decorated provider whose short forms are as decorated as the calls that they stand for: the container itself lets
 * {@code generate} pass by a decorator of {@code chat}, since it does not decorate what a bean calls on itself. A short
 * form that a decorator has itself goes to it as usual.
 */
final class ShortForms extends DelegatingProvider {
    private final ConfiguredProvider decorated;
    private final BaseProvider contract = new LongForms();
    private final boolean plain;
    private final boolean withParams;
    private final boolean async;

    ShortForms(ConfiguredProvider decorated, List<Decorator<?>> decorators) {
        this.decorated = decorated;
        this.plain = declared(decorators, "generate", String.class);
        this.withParams = declared(decorators, "generate", String.class, GenerationParams.class);
        this.async = declared(decorators, "generateAsync", String.class, GenerationParams.class);
    }

    private static boolean declared(List<Decorator<?>> decorators, String method, Class<?>... types) {
        return decorators.stream().anyMatch(decorator -> {
            try {
                return decorator.getBeanClass().getMethod(method, types).getDeclaringClass() != BaseProvider.class;
            } catch (NoSuchMethodException e) {
                return false;
            }
        });
    }

    ConfiguredProvider decorated() {
        return decorated;
    }

    @Override
    BaseProvider provider() {
        return decorated;
    }

    @Override
    public String generate(String prompt) {
        return plain ? decorated.generate(prompt) : generate(prompt, GenerationParams.defaults());
    }

    @Override
    public String generate(String prompt, GenerationParams params) {
        return (withParams ? decorated : contract).generate(prompt, params);
    }

    @Override
    public CompletionStage<String> generateAsync(String prompt, GenerationParams params) {
        return (async ? decorated : contract).generateAsync(prompt, params);
    }

    /** Has the contract's own short forms. */
    private final class LongForms implements BaseProvider {
        @Override
        public ProviderInfo info() {
            return decorated.info();
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            return decorated.chat(request);
        }

        @Override
        public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
            return decorated.chatAsync(request);
        }

        @Override
        public boolean healthCheck() {
            return decorated.healthCheck();
        }

        @Override
        public void close() {
            decorated.close();
        }
    }
}
