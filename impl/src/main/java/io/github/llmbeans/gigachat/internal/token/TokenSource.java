package io.github.llmbeans.gigachat.internal.token;

import java.time.Duration;

/** Fetches a token from its endpoint. Blocks, within a time limit of its own. */
@FunctionalInterface
public interface TokenSource {
    /**
     * One token request.
     *
     * @param wanted how much time the one has who waits for it; it may take longer, for others
     * @throws io.github.llmbeans.ProviderException if there is no token
     */
    TokenGrant fetch(Duration wanted);
}
