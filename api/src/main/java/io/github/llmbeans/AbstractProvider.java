package io.github.llmbeans;

import io.github.llmbeans.internal.Alarms;
import io.github.llmbeans.internal.AsyncCalls;
import io.github.llmbeans.internal.Checks;
import io.github.llmbeans.internal.Interrupts;
import io.github.llmbeans.internal.Lookout;
import io.github.llmbeans.internal.Pull;
import io.github.llmbeans.internal.PullPublisher;
import io.github.llmbeans.internal.RequestChecks;
import io.github.llmbeans.internal.SafeObservation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The skeleton for somebody who writes a provider: it keeps the promises of {@link BaseProvider} that are the same for
 * every model, and leaves two methods to write, and one more for each of {@link Capability#STREAMING}, {@link
 * Capability#TOKEN_COUNT} and {@link Capability#MODEL_LIST} that it declares.
 *
 * <p>It checks requests against the declared capabilities, makes the deadline, repeats as the {@link RetryPolicy} says,
 * writes one ERROR line for each failed call without prompt, answer or secret, runs asynchronous calls on the executor,
 * and refuses calls after {@link #close()}. Not the provider's failures, and so no ERROR lines, are a call that its
 * caller interrupts or cancels, and a request that is refused before it is sent, which has no
 * {@linkplain ProviderException#attempts() attempts} either. Left to the provider is to refuse the
 * {@linkplain GenerationParams#options() options} it does not know. Thread-safe if the two methods are.
 *
 * <p>In a container, make it a bean by a producer method that returns {@link BaseProvider}: proxies of the class itself
 * are impossible, since some of its methods are final.
 */
public abstract class AbstractProvider implements BaseProvider {
    /** How long a health check may take unless the provider says otherwise: 5 s. */
    public static final Duration DEFAULT_HEALTH_CHECK_TIMEOUT = Duration.ofSeconds(5);

    /** How long a stream that brings no timeout of its own may take unless the provider says otherwise: 5 min. */
    public static final Duration DEFAULT_STREAM_TIMEOUT = Duration.ofMinutes(5);

    /** How long a stream may be silent between two events unless the provider says otherwise: 60 s. */
    public static final Duration DEFAULT_STREAM_IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** How many asynchronous calls run at once unless the provider says otherwise: 256. */
    public static final int DEFAULT_MAX_ASYNC_CALLS = 256;

    private final ProviderConfig config;
    private final ProviderInfo info;
    private final RetryPolicy retryPolicy;
    private final Executor executor;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Set<StreamCall> streams = ConcurrentHashMap.newKeySet();
    private final Alarms alarms;
    private final Lookout lookout;
    private final Interrupts interrupts;
    private final System.Logger logger = System.getLogger(getClass().getName());
    private final ProviderLog log;
    private final Admissions admissions;
    private final AsyncChats asyncChats;

    /**
     * A provider with the default retries of its configuration, the default {@link RetryBudget}, and a thread of its own for each asynchronous call that
     * runs, {@link #maxAsyncCalls()} at most, and for each stream that is read.
     *
     * @param config where the model is and how patient the provider is
     * @param info what the provider declares; its timeout is taken from the configuration
     */
    protected AbstractProvider(ProviderConfig config, ProviderInfo info) {
        this(config, info, retries(config), AsyncCalls.threadPerCall());
    }

    /**
     * A provider with everything given.
     *
     * @param config where the model is and how patient the provider is
     * @param info what the provider declares; its timeout is taken from the configuration
     * @param retryPolicy when to repeat
     * @param executor runs asynchronous calls, {@link #maxAsyncCalls()} at most, and beside them whatever reads streams,
     *     see {@link #streamsOnCallersThread()};
     *     with no more threads than calls, streams wait for calls to end. Not closed by the provider
     */
    @SuppressWarnings("this-escape") // Its helpers call nobody before the provider is called.
    protected AbstractProvider(ProviderConfig config, ProviderInfo info, RetryPolicy retryPolicy, Executor executor) {
        this.config = Objects.requireNonNull(config, "config must not be null");
        this.info = Objects.requireNonNull(info, "info must not be null").withTimeout(config.timeout());
        this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy must not be null");
        this.executor = new CallExecutor(info.name(), Objects.requireNonNull(executor, "executor must not be null"));
        this.alarms = new Alarms(info.name());
        this.lookout = new Lookout(alarms);
        this.interrupts = new Interrupts(alarms);
        this.log = new ProviderLog(logger, info.name());
        this.admissions = new Admissions(this, alarms, this::refusal);
        this.asyncChats = new AsyncChats(this, this::execute, alarms, log);
    }

    private static RetryPolicy retries(ProviderConfig config) {
        Objects.requireNonNull(config, "config must not be null");
        return RetryPolicy.builder()
                .maxRetries(config.maxRetries())
                .budget(RetryBudget.of(RetryBudget.DEFAULT_RATIO, RetryBudget.DEFAULT_RESERVE))
                .build();
    }

    /**
     * Asks once; the skeleton repeats. Keeps the deadline.
     *
     * @param request checked against the declared capabilities
     * @param deadline the end of the whole call
     * @return the answer
     * @throws ProviderException if the attempt failed; retryable or not as it says
     */
    protected abstract ChatResponse attempt(ChatRequest request, Deadline deadline);

    /**
     * Opens a stream, once; the skeleton repeats while no event has come, and reads it on demand. To be overridden by a
     * provider that declares {@link Capability#STREAMING}. Blocks until the server answers, or not yet; keeps the
     * deadline; a thread that is interrupted meanwhile leaves soon. Whoever has a model without stop sequences wraps what
     * it returns in {@link StopSequences#cut(EventStream, java.util.List)}.
     *
     * @param request checked against the declared capabilities
     * @param deadline the moment by which the first event must be there
     * @return the open stream; closed by the skeleton in any case
     * @throws ProviderException if the attempt failed; retryable or not as it says
     */
    protected EventStream openStream(ChatRequest request, Deadline deadline) {
        throw new UnsupportedOperationException(
                "Provider '" + info.name() + "' declares STREAMING but does not override openStream");
    }

    /**
     * How long a stream may take whose request brings no timeout of its own, also if its subscriber asks for nothing.
     * Until the first event it has {@link ProviderConfig#timeout()}, like any call.
     *
     * @return {@link #DEFAULT_STREAM_TIMEOUT} unless overridden
     */
    protected Duration streamTimeout() {
        return DEFAULT_STREAM_TIMEOUT;
    }

    /**
     * How long a stream may be silent between two events while its subscriber waits for one.
     *
     * @return {@link #DEFAULT_STREAM_IDLE_TIMEOUT} unless overridden
     */
    protected Duration streamIdleTimeout() {
        return DEFAULT_STREAM_IDLE_TIMEOUT;
    }

    /**
     * Whether a stream that is read in a loop, by a {@link BlockingStream}, is opened and read on the thread of the loop, which
     * saves two changes of threads for each piece. Such a thread may be interrupted by its application. So both {@link
     * #openStream} and {@link EventStream#next()} then leave its interrupt flag as they find it, also while they block: whoever
     * is interrupted is looked for by its flag, and its stream is closed. Subscribers of another kind are served on the
     * executor in any case.
     *
     * @return {@code false} unless overridden: on the executor
     */
    protected boolean streamsOnCallersThread() {
        return false;
    }

    /**
     * How many asynchronous calls run at once and so hold a thread each. The others wait in their order without one,
     * until their deadlines. Reading streams does not count. Asked at each call.
     *
     * @return at least 1; {@link #DEFAULT_MAX_ASYNC_CALLS} unless overridden
     */
    protected int maxAsyncCalls() {
        return DEFAULT_MAX_ASYNC_CALLS;
    }

    /**
     * How many calls may go to the model at once. Asked at each call; see {@link ConcurrencyLimiter} for what is limited.
     *
     * @return {@link ConcurrencyLimiter#unlimited()} unless overridden
     */
    protected ConcurrencyLimiter concurrencyLimiter() {
        return ConcurrencyLimiter.unlimited();
    }

    /**
     * Where the stages of an asynchronous call complete. Asked on the caller's thread at each call, so that the caller's
     * context can be captured; must not block. If it throws, the call goes on without a context.
     *
     * @return {@link AsyncContext#none()} unless overridden: on the thread on which the call ran
     */
    protected AsyncContext asyncContext() {
        return AsyncContext.none();
    }

    /**
     * Who is told of the calls. Asked at each call. If it throws, nobody is told of the call, and a WARNING says so.
     *
     * @return {@link CallObserver#none()} unless overridden
     */
    protected CallObserver callObserver() {
        return CallObserver.none();
    }

    /**
     * Counts once; the skeleton repeats. To be overridden by a provider that declares {@link Capability#TOKEN_COUNT}.
     *
     * @param texts at least one, none {@code null}
     * @param deadline the end of the whole call
     * @return one count for each text, in their order
     * @throws ProviderException if the attempt failed; retryable or not as it says
     */
    protected List<TokenCount> attemptTokenCount(List<String> texts, Deadline deadline) {
        throw new UnsupportedOperationException(
                "Provider '" + info.name() + "' declares TOKEN_COUNT but does not override attemptTokenCount");
    }

    /**
     * Asks for the models once; the skeleton repeats. To be overridden by a provider that declares {@link
     * Capability#MODEL_LIST}.
     *
     * @param deadline the end of the whole call
     * @return the models
     * @throws ProviderException if the attempt failed; retryable or not as it says
     */
    protected List<ModelInfo> attemptModels(Deadline deadline) {
        throw new UnsupportedOperationException(
                "Provider '" + info.name() + "' declares MODEL_LIST but does not override attemptModels");
    }

    /**
     * Proves that the provider can be used, without generating. May throw; the skeleton turns that into {@code false}.
     *
     * @param deadline the end of the check
     * @return {@code true} if the provider can be used
     */
    protected abstract boolean probe(Deadline deadline);

    /** Gives back what the provider holds; called once, when it is closed. Does nothing unless overridden. */
    protected void release() {}

    /**
     * How long a health check may take.
     *
     * @return {@link #DEFAULT_HEALTH_CHECK_TIMEOUT} unless overridden
     */
    protected Duration healthCheckTimeout() {
        return DEFAULT_HEALTH_CHECK_TIMEOUT;
    }

    /**
     * The configuration the provider was made with.
     *
     * @return the configuration
     */
    protected final ProviderConfig config() {
        return config;
    }

    /**
     * The log of this provider's class.
     *
     * @return the logger
     */
    protected final System.Logger logger() {
        return logger;
    }

    @Override
    public final ProviderInfo info() {
        return info;
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        Objects.requireNonNull(request, "request must not be null");
        requireOpen();
        Call call = asyncChats.call(request);
        try {
            check(request);
            ChatResponse answer = reported(request, () -> answer(request, call));
            call.observation().answered(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            call.observation().failed(e);
            throw e;
        }
    }

    private ChatResponse answer(ChatRequest request, Call call) {
        try (Admission admission = call.admission()) {
            admission.await();
            return repeated(call.deadline(), call.observed(() -> attempt(request, call.deadline())));
        }
    }

    @Override
    public List<TokenCount> countTokens(List<String> texts) {
        List<String> copy = Checks.noNulls("texts", texts);
        requireOpen();
        requireDeclared("countTokens", Capability.TOKEN_COUNT);
        if (copy.isEmpty()) {
            return List.of();
        }
        Deadline deadline = Deadline.after(config.timeout());
        return reported(null, () -> repeated(deadline, () -> List.copyOf(attemptTokenCount(copy, deadline))));
    }

    @Override
    public List<ModelInfo> models() {
        requireOpen();
        requireDeclared("models", Capability.MODEL_LIST);
        Deadline deadline = Deadline.after(config.timeout());
        return reported(null, () -> repeated(deadline, () -> List.copyOf(attemptModels(deadline))));
    }

    private void requireDeclared(String method, Capability capability) {
        if (!info.can(capability)) {
            throw UnsupportedCapabilityException.untried(info.name(), method, capability);
        }
    }

    /** A provider that was closed in the pause between two attempts is not asked again, and may end the pause. */
    private <T> T repeated(Deadline deadline, Supplier<T> attempt) {
        try {
            return retryPolicy.execute(deadline, () -> {
                requireOpen();
                return attempt.get();
            });
        } catch (ProviderInterruptedException e) {
            requireOpen();
            throw e;
        }
    }

    private <T> T reported(@Nullable ChatRequest request, Supplier<T> call) {
        try {
            return call.get();
        } catch (UnsupportedCapabilityException e) {
            e.recordAttempts(0);
            throw e;
        } catch (ProviderException e) {
            throw logged(e, request);
        }
    }

    @Override
    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
        return asyncChats.add(Objects.requireNonNull(request, "request must not be null"));
    }

    @Override
    public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        if (!info.can(Capability.STREAMING)) {
            return BaseProvider.super.generateStream(prompt, params);
        }
        ChatRequest request = ChatRequest.of(prompt, params);
        return published(() -> new StreamTexts(new StreamCall(this, request).textOnly()));
    }

    @Override
    public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
        Objects.requireNonNull(request, "request must not be null");
        return info.can(Capability.STREAMING)
                ? published(() -> new StreamCall(this, request))
                : BaseProvider.super.chatStream(request);
    }

    private <T> Flow.Publisher<T> published(Supplier<Pull<T>> calls) {
        return new PullPublisher<>(calls, this::execute, this::refusalWhenClosed);
    }

    boolean isClosed() {
        return closed.get();
    }

    private @Nullable IllegalStateException refusalWhenClosed() {
        return isClosed() ? refusal() : null;
    }

    private IllegalStateException refusal() {
        return new IllegalStateException("Provider '" + info.name() + "' is closed");
    }

    /** A streamed call starts; the provider's end is its end too. */
    void begin(StreamCall call, ChatRequest request) {
        streams.add(call);
        requireOpen();
        check(request);
    }

    void ended(StreamCall call) {
        streams.remove(call);
    }

    SafeObservation observe(ChatRequest request, boolean streamed) {
        CallObserver observer;
        try {
            observer = Objects.requireNonNull(callObserver(), "callObserver()");
        } catch (RuntimeException e) {
            log.log(
                    System.Logger.Level.WARNING,
                    "tells nobody of a call, since its observer cannot be had: "
                            + e.getClass().getName());
            return SafeObservation.UNSEEN;
        }
        return observer == CallObserver.none()
                ? SafeObservation.UNSEEN
                : SafeObservation.begin(observer, new CallInfo(info, request, streamed));
    }

    Admissions admissions() {
        return admissions;
    }

    RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    /** Looks after the time of streams. */
    Lookout lookout() {
        return lookout;
    }

    /** Looks after the threads of others that read streams. */
    Interrupts interrupts() {
        return interrupts;
    }

    private void execute(Runnable task) {
        requireOpen();
        try {
            executor.execute(task);
        } catch (ProviderException e) {
            throw logged(e, null);
        }
    }

    private void check(ChatRequest request) {
        try {
            RequestChecks.check(request, info);
        } catch (ProviderException e) {
            throw untried(e);
        }
    }

    Deadline deadline(ChatRequest request) {
        return Deadline.after(request.timeout() == null ? config.timeout() : request.timeout());
    }

    private static ProviderException untried(ProviderException e) {
        e.recordAttempts(0);
        return e;
    }

    ProviderException logged(ProviderException e, @Nullable ChatRequest request) {
        return log.failed(e, request);
    }

    @Override
    public boolean healthCheck() {
        boolean healthy = false;
        try {
            healthy = !closed.get() && probe(Deadline.after(healthCheckTimeout()));
        } catch (ProviderException e) {
            log.log(System.Logger.Level.DEBUG, "has failed its health check: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            // Not ours, so its message may hold anything. An error too means that the provider cannot be used.
            System.Logger.Level level = e instanceof Error ? System.Logger.Level.ERROR : System.Logger.Level.DEBUG;
            log.log(level, "has failed its health check with " + e.getClass().getName());
        }
        log.log(System.Logger.Level.DEBUG, "is " + (healthy ? "healthy" : "not healthy"));
        return healthy;
    }

    @Override
    public final void close() {
        if (closed.compareAndSet(false, true)) {
            streams.forEach(this::end);
            alarms.close();
            admissions.close();
            asyncChats.close(this::refusal);
            try {
                release();
            } catch (RuntimeException e) {
                log.log(
                        System.Logger.Level.WARNING,
                        "has not given back everything it holds: "
                                + e.getClass().getName());
            }
        }
    }

    /** A subscriber that fails when it is told keeps nothing else from being closed. */
    private void end(StreamCall call) {
        try {
            call.providerClosed();
        } catch (RuntimeException | Error e) {
            log.log(
                    System.Logger.Level.WARNING,
                    "has a subscriber that failed when its stream ended: "
                            + e.getClass().getName());
        }
    }

    void requireOpen() {
        IllegalStateException refusal = refusalWhenClosed();
        if (refusal != null) {
            throw refusal;
        }
    }
}
