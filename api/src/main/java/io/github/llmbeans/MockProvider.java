package io.github.llmbeans;

import io.github.llmbeans.internal.AsyncCalls;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A provider without a model, for tests: it answers {@code Mock response to: } and the last user message. The name of
 * the model chooses how it behaves:
 *
 * <table>
 * <caption>Modes</caption>
 * <tr><th>Model</th><th>Calls</th><th>{@link #healthCheck()}</th></tr>
 * <tr><td>{@code mock-normal}</td><td>are answered</td><td>{@code true}</td></tr>
 * <tr><td>{@code mock-timeout}</td><td>{@link ProviderTimeoutException}, retryable</td><td>{@code false}</td></tr>
 * <tr><td>{@code mock-ratelimit}</td><td>{@link RateLimitException}, retryable, status 429, with
 *     {@link #RETRY_AFTER}</td><td>{@code true}: the check generates nothing, so no limit applies</td></tr>
 * <tr><td>{@code mock-auth-error}</td><td>{@link AuthenticationException}, status 401</td><td>{@code false}</td></tr>
 * <tr><td>{@code mock-invalid-request}</td><td>{@link InvalidRequestException}, status 400</td><td>{@code true}: only
 *     the request is wrong</td></tr>
 * <tr><td>with {@code unhealthy} in it</td><td>are answered</td><td>{@code false}</td></tr>
 * <tr><td>without {@code mock-} at its start</td><td>are answered</td><td>{@code true}</td></tr>
 * </table>
 *
 * <p>Every other model that starts with {@code mock-} is refused, so that a misspelt mode is noticed. A provider
 * <em>name</em> with {@code unhealthy} in it makes the health check {@code false} too. {@link ChatRequest#model()}
 * chooses the mode of a single call.
 *
 * <p>One character counts as one token: {@link GenerationParams#maxTokens()} cuts the answer at so many characters,
 * without splitting a surrogate pair, and {@link ChatResponse#usage()} and {@link
 * #countTokens(List)} count characters. {@link #models()} are the modes. Stop sequences, session id and
 * request id have their usual effect. Streams give a word at a time. Temperature, top P, repetition penalty and seed are accepted and change nothing,
 * since the answer is always the same. Everything else is not declared and so refused.
 *
 * <p>Nothing here waits: failing modes are repeated as often as the configuration says, but without pauses. Thread-safe;
 * needs no network, no key and no closing, but refuses calls once it is closed.
 */
public class MockProvider extends AbstractProvider {
    /** What {@code mock-ratelimit} gives as {@link ProviderException#retryAfter()}: 1 s. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** The provider's name unless said otherwise. */
    public static final String DEFAULT_NAME = "mock";

    /** The model unless said otherwise. */
    public static final String DEFAULT_MODEL = "mock-normal";

    private static final String ANSWER = "Mock response to: ";

    private static final Set<Capability> CAPABILITIES = EnumSet.of(
            Capability.CHAT_HISTORY,
            Capability.SYSTEM_MESSAGE,
            Capability.MODEL_CHOICE,
            Capability.TEMPERATURE,
            Capability.TOP_P,
            Capability.MAX_TOKENS,
            Capability.STOP_SEQUENCES,
            Capability.REPETITION_PENALTY,
            Capability.STREAMING,
            Capability.SEED,
            Capability.SESSION,
            Capability.USAGE,
            Capability.TOKEN_COUNT,
            Capability.MODEL_LIST);

    /** A mock named {@value #DEFAULT_NAME} that answers. */
    public MockProvider() {
        this(DEFAULT_MODEL);
    }

    /**
     * A mock named {@value #DEFAULT_NAME}.
     *
     * @param model chooses the mode, not blank
     * @throws IllegalArgumentException if the model is blank, or starts with {@code mock-} and is no mode
     */
    public MockProvider(String model) {
        this(ProviderConfig.builder(DEFAULT_NAME).model(model).build());
    }

    /**
     * A mock with a name, a timeout and a number of retries of its own; the key, the addresses and the options are not
     * used.
     *
     * @param config its model chooses the mode; {@value #DEFAULT_MODEL} if it has none
     * @throws IllegalArgumentException if the model starts with {@code mock-} and is no mode
     */
    public MockProvider(ProviderConfig config) {
        super(config, describe(config), withoutPauses(config), AsyncCalls.threadPerCall());
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        refuseOptions(request.params());
        String model = request.model() == null ? info().model() : request.model();
        failAs(model);
        return answer(request, model);
    }

    private void failAs(String model) {
        MockMode mode = MockMode.of(model).orElseThrow(() -> unknownModel(model));
        ProviderException failure = mode.failure(info().name());
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    protected List<TokenCount> attemptTokenCount(List<String> texts, Deadline deadline) {
        failAs(info().model());
        return texts.stream()
                .map(text -> new TokenCount(text.length(), text.length()))
                .toList();
    }

    @Override
    protected List<ModelInfo> attemptModels(Deadline deadline) {
        failAs(info().model());
        return MockMode.models();
    }

    /** The same answer, a word at a time. */
    @Override
    protected EventStream openStream(ChatRequest request, Deadline deadline) {
        return new MockStream(attempt(request, deadline));
    }

    @Override
    protected boolean probe(Deadline deadline) {
        String model = info().model();
        return !MockMode.saysUnhealthy(info().name())
                && !MockMode.saysUnhealthy(model)
                && MockMode.of(model).map(MockMode::healthy).orElse(false);
    }

    private ChatResponse answer(ChatRequest request, String model) {
        String whole = ANSWER + lastUserMessage(request.messages());
        Integer limit = request.params().maxTokens();
        boolean cut = limit != null && limit < whole.length();
        String text = cut ? firstCharacters(whole, limit) : whole;
        FinishReason reason = cut ? FinishReason.LENGTH : FinishReason.STOP;
        ChatResponse response = ChatResponse.builder(text, info().name(), model)
                .finishReason(reason)
                .requestId(request.requestId())
                .sessionId(request.sessionId())
                .build();
        return counted(StopSequences.cut(response, request.params().stop()), request.messages());
    }

    private String lastUserMessage(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == Role.USER) {
                return messages.get(i).content();
            }
        }
        throw new InvalidRequestException("There is no user message to answer", Failure.of(info().name()));
    }

    private static String firstCharacters(String text, int limit) {
        boolean splitsPair =
                Character.isHighSurrogate(text.charAt(limit - 1)) && Character.isLowSurrogate(text.charAt(limit));
        return text.substring(0, splitsPair ? limit - 1 : limit);
    }

    private static ChatResponse counted(ChatResponse r, List<Message> messages) {
        int prompt = messages.stream().mapToInt(m -> m.content().length()).sum();
        int completion = r.text().length();
        Usage usage = new Usage(prompt, completion, prompt + completion, 0);
        return r.toBuilder().usage(usage).build();
    }

    private void refuseOptions(GenerationParams params) {
        for (String option : params.options().keySet()) {
            throw new UnsupportedCapabilityException(info().name(), option, null);
        }
    }

    private InvalidRequestException unknownModel(String model) {
        return new InvalidRequestException(
                "The mock has no model '" + model + "'; use " + MockMode.all(),
                Failure.of(info().name()).withStatus(404));
    }

    private static ProviderInfo describe(ProviderConfig config) {
        Objects.requireNonNull(config, "config");
        String model = config.model() == null ? DEFAULT_MODEL : config.model();
        if (MockMode.of(model).isEmpty()) {
            throw new IllegalArgumentException("model must be one of " + MockMode.all()
                    + ", or not start with \"mock-\"" + ", was \"" + model + "\"");
        }
        return new ProviderInfo(config.name(), model, CAPABILITIES);
    }

    private static RetryPolicy withoutPauses(ProviderConfig config) {
        return RetryPolicy.builder()
                .maxRetries(config.maxRetries())
                .sleeper(pause -> {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                })
                .build();
    }
}
