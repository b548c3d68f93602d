package io.github.llmbeans;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** How a mock words its answers and failures. Immutable. */
final class MockAnswers {
    private static final String ECHO = "Mock response to: ";
    private static final int OUT_OF_ORDER = 503;

    private final ProviderInfo info;

    MockAnswers(ProviderInfo info) {
        this.info = info;
    }

    /** What is answered when nothing is scripted: as the mode of the model says. */
    ChatResponse usual(ChatRequest request) {
        return as(mode(model(request)), request);
    }

    /** What a mode answers, if it does. */
    ChatResponse as(MockMode mode, ChatRequest request) {
        fail(mode);
        String whole = ECHO + lastUserMessage(request.messages());
        Integer limit = request.params().maxTokens();
        boolean cut = limit != null && limit < whole.length();
        String text = cut ? firstCharacters(whole, limit) : whole;
        return answer(request, text, how -> how.finishReason(cut ? FinishReason.LENGTH : FinishReason.STOP));
    }

    /** A text with the ids of its request, up to a stop sequence, each character counted as a token. */
    ChatResponse answer(ChatRequest request, String text, Consumer<ChatResponseBuilder> how) {
        ChatResponseBuilder builder = ChatResponse.builder(text, info.name(), model(request))
                .requestId(request.requestId())
                .sessionId(request.sessionId());
        how.accept(builder);
        ChatResponse response =
                StopSequences.cut(builder.build(), request.params().stop());
        return response.usage() == null && info.can(Capability.USAGE)
                ? response.toBuilder().usage(counted(request, response)).build()
                : response;
    }

    /** Fails as the mode of a model does. */
    void failAs(String model) {
        fail(mode(model));
    }

    private MockMode mode(String model) {
        return MockMode.of(model).orElseThrow(() -> unknownModel(model));
    }

    private void fail(MockMode mode) {
        ProviderException failure = mode.failure(info.name());
        if (failure != null) {
            throw failure;
        }
    }

    ProviderException rateLimit(Duration retryAfter) {
        return new RateLimitException(
                "The mock pretends that there were too many requests",
                Failure.of(info.name()).withStatus(429).withRetryable(true).withRetryAfter(retryAfter));
    }

    ProviderException outOfOrder() {
        return new ProviderUnavailableException(
                "The mock pretends to be out of order",
                Failure.of(info.name()).withStatus(OUT_OF_ORDER).withRetryable(true));
    }

    ProviderException broken() {
        return new ProviderUnavailableException(
                "The mock pretends that the connection broke",
                Failure.of(info.name()).withRetryable(true));
    }

    private String model(ChatRequest request) {
        return request.model() == null ? info.model() : request.model();
    }

    private String lastUserMessage(List<Message> messages) {
        return MockCall.lastUserMessage(messages)
                .orElseThrow(() ->
                        new InvalidRequestException("There is no user message to answer", Failure.of(info.name())));
    }

    private static String firstCharacters(String text, int limit) {
        boolean splitsPair =
                Character.isHighSurrogate(text.charAt(limit - 1)) && Character.isLowSurrogate(text.charAt(limit));
        return text.substring(0, splitsPair ? limit - 1 : limit);
    }

    private static Usage counted(ChatRequest request, ChatResponse response) {
        int prompt =
                request.messages().stream().mapToInt(m -> m.content().length()).sum();
        int completion = response.text().length();
        return new Usage(prompt, completion, prompt + completion, 0);
    }

    private InvalidRequestException unknownModel(String model) {
        return new InvalidRequestException(
                "The mock has no model '" + model + "'; use " + MockMode.all(),
                Failure.of(info.name()).withStatus(404));
    }
}
