package io.github.llmbeans.gigachat;

import io.github.llmbeans.AbstractProvider;
import io.github.llmbeans.AsyncContext;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.CircuitBreaker;
import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.RetryBudget;
import io.github.llmbeans.RetryPolicy;
import io.github.llmbeans.StopSequences;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.gigachat.internal.Connection;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.OverloadSettings;
import io.github.llmbeans.gigachat.internal.limit.AccountLimit;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * GigaChat, Sber's language model, behind the contract of {@link io.github.llmbeans.BaseProvider}.
 *
 * <p>Built on MicroProfile Rest Client. In a container it is injected as {@code BaseProvider}; in plain Java, with an
 * implementation of MicroProfile Rest Client on the class path, it is made by hand:
 *
 * <pre>{@code
 * try (GigaChatProvider llm = new GigaChatProvider(
 *         ProviderConfig.builder("gigachat").apiKey(System.getenv("GIGACHAT_CREDENTIALS")).build())) {
 *     System.out.println(llm.generate("Why do beans need a container?"));
 * }
 * }</pre>
 *
 * <p>Defaults: {@code https://api.giga.chat/v1}, the token endpoint {@code
 * https://ngw.devices.sberbank.ru:9443/api/v2/oauth}, scope {@code GIGACHAT_API_PERS}, model {@code GigaChat-2-Pro}.
 * The {@linkplain ProviderConfig#options() options} have the names of the configuration keys without {@code gigachat.}.
 *
 * <p>GigaChat answers so many requests of an account at once, 1 for individuals and 10 for companies, and refuses others.
 * Calls beyond that wait here for their turn, within their deadlines; see {@link ConcurrencyLimiter}.
 *
 * <p>GigaChat has no stop parameter: the provider cuts the answer at the stop sequence itself. Temperature 0 is sent as
 * 0.0001, since GigaChat takes only numbers above 0. {@code update_interval}, {@code profanity_check}, {@code
 * reasoning_effort} and {@code function_call} ({@code auto} switches GigaChat's own functions on, {@code none} off) are {@linkplain io.github.llmbeans.GenerationParams#options() options} of a request. Thread-safe.
 */
public class GigaChatProvider extends AbstractProvider {
    private static final Set<Capability> CAPABILITIES = EnumSet.of(
            Capability.CHAT_HISTORY,
            Capability.SYSTEM_MESSAGE,
            Capability.MODEL_CHOICE,
            Capability.TEMPERATURE,
            Capability.TOP_P,
            Capability.MAX_TOKENS,
            Capability.STOP_SEQUENCES,
            Capability.REPETITION_PENALTY,
            Capability.SESSION,
            Capability.STREAMING,
            Capability.USAGE,
            Capability.TOKEN_COUNT,
            Capability.MODEL_LIST);

    private final Connection connection;
    private final Duration healthCheckTimeout;
    private final Duration streamTimeout;
    private final Duration streamIdleTimeout;
    private final int maxAsyncCalls;
    private final AccountLimit accountLimit;
    private final Supplier<AsyncContext> asyncContexts;
    private final CallObserver callObserver;

    /**
     * A provider with its own token, connections and threads. Sends nothing yet.
     *
     * @param config where GigaChat is and the authorization key
     * @throws IllegalArgumentException if a setting is missing, unknown or out of its bounds; the message names it
     * @throws IllegalStateException if there is no implementation of MicroProfile Rest Client
     */
    public GigaChatProvider(ProviderConfig config) {
        this(builder(config));
    }

    GigaChatProvider(GigaChatProviderBuilder builder) {
        this(builder, builder.settings());
    }

    private GigaChatProvider(GigaChatProviderBuilder builder, GigaChatSettings settings) {
        this(builder, settings, builder.connection(settings));
    }

    private GigaChatProvider(GigaChatProviderBuilder builder, GigaChatSettings settings, Connection connection) {
        super(builder.config(), info(settings), retryPolicy(builder, settings), connection.workers());
        this.connection = connection;
        this.healthCheckTimeout = settings.healthCheckTimeout();
        this.streamTimeout = settings.streamTimeout();
        this.streamIdleTimeout = settings.streamIdleTimeout();
        this.maxAsyncCalls = settings.maxConnections();
        this.asyncContexts = builder.asyncContexts();
        this.callObserver = connection.contentLog().and(builder.callObserver());
        this.accountLimit = builder.accountLimit(settings);
    }

    /**
     * A provider whose clock, pauses and randomness are given, for tests.
     *
     * @param config where GigaChat is and the authorization key
     * @return a new builder, not thread-safe
     */
    public static GigaChatProviderBuilder builder(ProviderConfig config) {
        return new GigaChatProviderBuilder(config);
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        return StopSequences.cut(
                connection.complete(request, deadline), request.params().stop());
    }

    @Override
    protected EventStream openStream(ChatRequest request, Deadline deadline) {
        return StopSequences.cut(
                connection.stream(request, deadline), request.params().stop());
    }

    @Override
    protected Duration streamTimeout() {
        return streamTimeout;
    }

    @Override
    protected Duration streamIdleTimeout() {
        return streamIdleTimeout;
    }

    @Override
    protected boolean streamsOnCallersThread() {
        return true;
    }

    @Override
    protected List<TokenCount> attemptTokenCount(List<String> texts, Deadline deadline) {
        return connection.countTokens(texts, deadline);
    }

    @Override
    protected List<ModelInfo> attemptModels(Deadline deadline) {
        return connection.models(deadline);
    }

    @Override
    protected boolean probe(Deadline deadline) {
        connection.prove(deadline);
        return true;
    }

    /** As many as there may be connections: more could only wait for one. */
    @Override
    protected int maxAsyncCalls() {
        return maxAsyncCalls;
    }

    @Override
    protected ConcurrencyLimiter concurrencyLimiter() {
        return accountLimit.limiter();
    }

    @Override
    protected AsyncContext asyncContext() {
        return asyncContexts.get();
    }

    @Override
    protected CallObserver callObserver() {
        return callObserver;
    }

    @Override
    protected Duration healthCheckTimeout() {
        return healthCheckTimeout;
    }

    @Override
    protected void release() {
        accountLimit.close();
        connection.close();
    }

    private static ProviderInfo info(GigaChatSettings settings) {
        return new ProviderInfo(settings.name(), settings.model(), CAPABILITIES);
    }

    private static RetryPolicy retryPolicy(GigaChatProviderBuilder builder, GigaChatSettings settings) {
        return RetryPolicy.builder()
                .maxRetries(settings.maxRetries())
                .baseDelay(settings.retryBaseDelay())
                .random(builder.random())
                .sleeper(builder.sleeper())
                .budget(retryBudget(settings.overload()))
                .circuitBreaker(circuitBreaker(settings))
                .build();
    }

    private static RetryBudget retryBudget(OverloadSettings overload) {
        return overload.retryBudget() == 0
                ? RetryBudget.unlimited()
                : RetryBudget.of(overload.retryBudget() / 100.0, RetryBudget.DEFAULT_RESERVE);
    }

    private static CircuitBreaker circuitBreaker(GigaChatSettings settings) {
        OverloadSettings overload = settings.overload();
        return overload.circuitBreaker()
                ? CircuitBreaker.builder(settings.name())
                        .delay(overload.circuitBreakerDelay())
                        .failureRatio(overload.circuitBreakerFailureRatio())
                        .requestVolumeThreshold(overload.circuitBreakerVolume())
                        .build()
                : CircuitBreaker.none();
    }
}
