package io.github.llmbeans.sample.it;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Around every provider of the application: the same question has the same answer. */
@Decorator
@Priority(1)
public abstract class RememberingDecorator implements BaseProvider {
    private final Map<ChatRequest, ChatResponse> answers = new ConcurrentHashMap<>();

    @Inject
    @Delegate
    @Any
    BaseProvider next;

    @Override
    public ChatResponse chat(ChatRequest request) {
        return answers.computeIfAbsent(request, next::chat);
    }
}
