package io.github.llmbeans.gigachat.telemetry;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.GigaChatProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls of every kind; its text says which were answered. */
public final class PlainCalls {
    private final List<String> answered = new ArrayList<>();

    public PlainCalls(Map<String, String> settings) {
        ProviderConfig config = ProviderConfig.builder("gigachat")
                .apiKey(settings.get("gigachat.credentials"))
                .scope(settings.get("gigachat.scope"))
                .baseUrl(settings.get("gigachat.base-url"))
                .authUrl(settings.get("gigachat.auth-url"))
                .build();
        try (GigaChatProvider provider = new GigaChatProvider(config)) {
            if (provider.generate("hello").contains("hello")) {
                answered.add("blocking");
            }
            if (provider.chatAsync(ChatRequest.of("hello"))
                    .toCompletableFuture()
                    .join()
                    .text()
                    .contains("hello")) {
                answered.add("asynchronous");
            }
            StringBuilder streamed = new StringBuilder();
            try (BlockingStream<String> stream =
                    BlockingStream.of(provider.generateStream("hello", GenerationParams.defaults()))) {
                stream.iterator().forEachRemaining(streamed::append);
            }
            if (streamed.indexOf("hello") >= 0) {
                answered.add("streamed");
            }
        }
    }

    @Override
    public String toString() {
        int last = answered.size() - 1;
        return String.join(", ", answered.subList(0, last)) + " and " + answered.get(last);
    }
}
