package io.github.llmbeans.gigachat.internal.token;

/** Fetches a token from its endpoint. Blocks, within a time limit of its own. */
@FunctionalInterface
public interface TokenSource {
    /**
     * One token request.
     *
     * @throws io.github.llmbeans.ProviderException if there is no token
     */
    TokenGrant fetch();
}
