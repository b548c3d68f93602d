package io.github.llmbeans;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A call to a model has failed; the subclasses say how. The facts are fields, the message is for people and never holds
 * a secret, the original exception is the cause, and failures of earlier attempts are suppressed exceptions.
 *
 * <p>In an application server it is an application exception, inherited by the subclasses and without rollback: an
 * enterprise bean lets it through as it is and the transaction goes on.
 *
 * <pre>{@code
 * try {
 *     answer = llm.generate(question);
 * } catch (RateLimitException e) {
 *     retryLater(e.retryAfter().orElse(Duration.ofSeconds(10)));
 * } catch (ProviderException e) {
 *     tellSupport(e.provider(), e.requestId());
 * }
 * }</pre>
 */
@ApplicationException
public class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private volatile int attempts = 1;
    private transient volatile @Nullable String withheld;
    private volatile @Nullable ChatResponse partialResponse;

    /**
     * A failure without a cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     */
    public ProviderException(String message, Failure failure) {
        this(message, failure, null);
    }

    /**
     * A failure with its cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     * @param cause the original exception, or {@code null}
     */
    public ProviderException(String message, Failure failure, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message must not be null"), cause);
        this.failure = Objects.requireNonNull(failure, "failure must not be null");
    }

    /**
     * The name of the provider that failed.
     *
     * @return never blank
     */
    public String provider() {
        return failure.provider();
    }

    /**
     * The HTTP status.
     *
     * @return empty if there was no answer
     */
    public OptionalInt status() {
        Integer status = failure.status();
        return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /**
     * The server's id of the request, for its support.
     *
     * @return empty if the server gave none
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(failure.requestId());
    }

    /**
     * How long the server asked to wait.
     *
     * @return empty if it did not say
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(failure.retryAfter());
    }

    /**
     * Whether the same request may succeed later.
     *
     * @return {@code true} if another try makes sense
     */
    public boolean retryable() {
        return failure.retryable();
    }

    /**
     * How often the request was tried before it was given up.
     *
     * @return at least 1, or 0 if it was refused before any try
     */
    public int attempts() {
        return attempts;
    }

    /**
     * What had been received when a stream failed: text and reasoning so far, and what else was known by then.
     *
     * @return empty if nothing had been received, and for calls that are not streamed
     */
    public Optional<ChatResponse> partialResponse() {
        return Optional.ofNullable(partialResponse);
    }

    /**
     * Keeps what had been received when a stream failed; for whoever writes a provider without {@link AbstractProvider},
     * which does it itself.
     *
     * @param partial the answer so far, with {@link FinishReason#OTHER} unless the server gave a reason
     */
    public final void keepPartialResponse(ChatResponse partial) {
        partialResponse = Objects.requireNonNull(partial, "partial must not be null");
    }

    /**
     * All facts together.
     *
     * @return the facts this exception was made with
     */
    public Failure failure() {
        return failure;
    }

    /**
     * The same failure for another caller, when several callers share one outcome: same type, message and facts, a stack
     * trace of its own, this exception as the cause.
     *
     * @return a new exception
     */
    public final ProviderException forAnotherCaller() {
        ProviderException copy = copy(Objects.requireNonNull(getMessage()), failure, this);
        copy.recordAttempts(attempts);
        copy.partialResponse = partialResponse;
        return copy;
    }

    /**
     * Makes an exception of the same type; to be overridden in each subclass.
     *
     * @param message the message
     * @param newFailure the facts
     * @param cause the cause
     * @return a new exception
     */
    protected ProviderException copy(String message, Failure newFailure, Throwable cause) {
        return new ProviderException(message, newFailure, cause);
    }

    /** Why there was no repeat although another try made sense, or {@code null}. */
    @Nullable
    String withheld() {
        return withheld;
    }

    void recordWithheld(String reason) {
        withheld = reason;
    }

    void recordAttempts(int value) {
        attempts = value;
    }
}
