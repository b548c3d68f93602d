package io.github.llmbeans;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A member of a router that does what a test says, without the skeleton's help. */
final class StubProvider implements BaseProvider {
    final List<ChatRequest> requests = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger closes = new AtomicInteger();
    ProviderInfo info;
    Function<ChatRequest, ChatResponse> chat;
    Supplier<Boolean> health = () -> true;
    Runnable close = () -> {};

    Flow.Publisher<String> stream;

    StubProvider(String name) {
        this(name, EnumSet.allOf(Capability.class), null);
    }

    StubProvider(String name, Set<Capability> capabilities, @Nullable Duration timeout) {
        info = new ProviderInfo(name, name + "-model", capabilities, timeout);
        chat = request -> ChatResponse.of("from " + name, name, info.model());
    }

    StubProvider failsWith(RuntimeException failure) {
        chat = request -> {
            throw failure;
        };
        return this;
    }

    /** A failure that another provider may not have. */
    static ProviderException failure(String provider) {
        return new ProviderUnavailableException(provider + " is down", Failure.of(provider));
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        requests.add(request);
        return chat.apply(request);
    }

    @Override
    public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        return stream == null ? BaseProvider.super.generateStream(prompt, params) : stream;
    }

    /** The texts of {@link #stream}, if there are any, with a beginning and an end. */
    @Override
    public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
        return stream == null
                ? BaseProvider.super.chatStream(request)
                : subscriber -> stream.subscribe(new TextEvents(subscriber, info));
    }

    @Override
    public boolean healthCheck() {
        return health.get();
    }

    @Override
    public void close() {
        closes.incrementAndGet();
        close.run();
    }
}
