package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.gigachat.internal.token.AccessToken;
import io.github.llmbeans.gigachat.internal.token.TokenCache;
import java.util.function.Supplier;

/**
 * The one fresh token that an attempt may ask for when the API rejects the one it had, within the attempt's deadline. The
 * line has dropped the very token that it was rejected with. Not thread-safe.
 */
final class TokenRenewal {
    private static final int UNAUTHORIZED = 401;

    private final TokenCache tokens;
    private final Deadline deadline;
    private boolean possible;

    TokenRenewal(TokenCache tokens, Deadline deadline) {
        this.tokens = tokens;
        this.deadline = deadline;
    }

    /** Does the exchange, and once more if its token was rejected. */
    <T> T call(Supplier<T> exchange) {
        AccessToken token = tokens.get(deadline);
        possible = !token.isNone();
        try {
            return exchange.get();
        } catch (ProviderException e) {
            if (!helpsAgainst(e)) {
                throw e;
            }
            return again(e, exchange);
        }
    }

    /** Whether the failure is a rejected token and no other has been asked for yet. */
    boolean helpsAgainst(ProviderException failure) {
        return possible && failure.status().orElse(0) == UNAUTHORIZED;
    }

    /** Does the exchange with a fresh token; its failure tells of the first one. */
    <T> T again(ProviderException failure, Supplier<T> exchange) {
        possible = false;
        tokens.get(deadline);
        try {
            return exchange.get();
        } catch (ProviderException again) {
            again.addSuppressed(failure);
            throw again;
        }
    }
}
