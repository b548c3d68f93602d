package io.github.llmbeans.sample;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderException;
import org.jspecify.annotations.Nullable;

/**
 * What one of several providers answered, or how it failed; one of the two is there.
 *
 * @param provider the provider's name
 * @param response its answer
 * @param failure its failure
 */
public record Opinion(
        String provider,
        @Nullable ChatResponse response,
        @Nullable ProviderException failure) {}
