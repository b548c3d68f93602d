package io.github.llmbeans;

import io.github.llmbeans.internal.AsyncCalls;
import io.github.llmbeans.internal.RequestChecks;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The skeleton for somebody who writes a provider: it keeps the promises of {@link BaseProvider} that are the same for
 * every model, and leaves two methods to write.
 *
 * <p>It checks requests against the declared capabilities, makes the deadline, repeats as the {@link RetryPolicy} says,
 * writes one ERROR line for each failed call without prompt, answer or secret, runs asynchronous calls on the executor,
 * and refuses calls after {@link #close()}. Thread-safe if the two methods are.
 */
public abstract class AbstractProvider implements BaseProvider {
    /** How long a health check may take unless the provider says otherwise: 5 s. */
    public static final Duration DEFAULT_HEALTH_CHECK_TIMEOUT = Duration.ofSeconds(5);

    private final ProviderConfig config;
    private final ProviderInfo info;
    private final RetryPolicy retryPolicy;
    private final Executor executor;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final System.Logger logger = System.getLogger(getClass().getName());

    /**
     * A provider with the default retries of its configuration and a thread for each asynchronous call.
     *
     * @param config where the model is and how patient the provider is
     * @param info what the provider declares
     */
    protected AbstractProvider(ProviderConfig config, ProviderInfo info) {
        this(config, info, RetryPolicy.builder().maxRetries(config.maxRetries()).build(), AsyncCalls.threadPerCall());
    }

    /**
     * A provider with everything given.
     *
     * @param config where the model is and how patient the provider is
     * @param info what the provider declares
     * @param retryPolicy when to repeat
     * @param executor runs asynchronous calls; not closed by the provider
     */
    protected AbstractProvider(ProviderConfig config, ProviderInfo info, RetryPolicy retryPolicy, Executor executor) {
        this.config = Objects.requireNonNull(config, "config");
        this.info = Objects.requireNonNull(info, "info");
        this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy");
        this.executor = Objects.requireNonNull(executor, "executor");
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
        Objects.requireNonNull(request, "request");
        requireOpen();
        RequestChecks.check(request, info);
        Duration timeout = request.timeout() == null ? config.timeout() : request.timeout();
        Deadline deadline = Deadline.after(timeout);
        try {
            return retryPolicy.execute(deadline, () -> attempt(request, deadline));
        } catch (ProviderException e) {
            logger.log(
                    System.Logger.Level.ERROR,
                    () -> "Provider '" + info.name() + "' failed after " + e.attempts() + " attempt(s)"
                            + e.requestId().map(id -> ", request id " + id).orElse("") + ": " + e.getMessage());
            throw e;
        }
    }

    @Override
    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
        Objects.requireNonNull(request, "request");
        return AsyncCalls.call(() -> chat(request), executor);
    }

    @Override
    public boolean healthCheck() {
        boolean healthy = false;
        try {
            healthy = !closed.get() && probe(Deadline.after(healthCheckTimeout()));
        } catch (RuntimeException e) {
            logger.log(
                    System.Logger.Level.DEBUG,
                    () -> "Provider '" + info.name() + "' is not healthy: " + e.getMessage());
        }
        logger.log(
                System.Logger.Level.DEBUG,
                "Health check of provider ''{0}'': {1}",
                info.name(),
                healthy ? "healthy" : "unhealthy");
        return healthy;
    }

    @Override
    public final void close() {
        if (closed.compareAndSet(false, true)) {
            release();
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("Provider '" + info.name() + "' is closed");
        }
    }
}
