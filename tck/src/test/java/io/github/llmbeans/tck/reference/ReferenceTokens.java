package io.github.llmbeans.tck.reference;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Access tokens: one request at a time for all callers, a new token ahead of expiry, a rejected one dropped only if it is
 * the current one.
 */
public class ReferenceTokens {
    /** A token and its end. */
    public record Token(String value, Instant obtained, Instant expiresAt) {}

    private final String provider;
    protected final Clock clock;
    protected final Function<Deadline, Token> fetch;
    private final Duration patience;
    protected Token current;
    protected CompletableFuture<Token> flight;
    protected Instant restUntil = Instant.MIN;

    public ReferenceTokens(String provider, Clock clock, Duration patience, Function<Deadline, Token> fetch) {
        this.provider = provider;
        this.clock = clock;
        this.patience = patience;
        this.fetch = fetch;
    }

    public Token get(Deadline deadline) {
        CompletableFuture<Token> wait;
        synchronized (this) {
            Instant now = clock.instant();
            if (current != null && now.isBefore(current.expiresAt())) {
                if (due(current, now) && flight == null && !now.isBefore(restUntil)) {
                    start();
                }
                return current;
            }
            if (flight == null) {
                start();
            }
            wait = flight;
        }
        return joined(wait, deadline);
    }

    /** In the last tenth of the token's life, at most a minute. */
    protected boolean due(Token token, Instant now) {
        Duration life = Duration.between(token.obtained(), token.expiresAt());
        Duration window =
                life.dividedBy(10).compareTo(Duration.ofMinutes(1)) < 0 ? life.dividedBy(10) : Duration.ofMinutes(1);
        return !now.isBefore(token.expiresAt().minus(window));
    }

    protected void start() {
        CompletableFuture<Token> started = new CompletableFuture<>();
        flight = started;
        Thread thread = new Thread(() -> fly(started), "reference-token");
        thread.setDaemon(true);
        thread.start();
    }

    protected void fly(CompletableFuture<Token> started) {
        try {
            Token token = fetch.apply(Deadline.after(patience));
            synchronized (this) {
                current = token;
                flight = null;
            }
            started.complete(token);
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                flight = null;
                restUntil = clock.instant().plusSeconds(30);
            }
            started.completeExceptionally(e);
        }
    }

    protected Token joined(CompletableFuture<Token> wait, Deadline deadline) {
        try {
            return wait.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProviderException ours
                    ? ours.forAnotherCaller()
                    : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new ProviderTimeoutException(
                    "No token within " + deadline.timeout(),
                    Failure.of(provider).withRetryable(true),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderInterruptedException("Interrupted while waiting for a token", Failure.of(provider), e);
        }
    }

    public synchronized void rejected(Token token) {
        if (current == token) {
            current = null;
        }
    }
}
