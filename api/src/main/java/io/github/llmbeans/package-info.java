/**
 * Open {@link io.github.llmbeans.BaseProvider} first: the contract between a bean and a language model.
 *
 * <p>{@link io.github.llmbeans.ChatRequest} and {@link io.github.llmbeans.ChatResponse} are what goes in and comes out,
 * {@link io.github.llmbeans.ProviderException} is the root of everything that can go wrong, and
 * {@link io.github.llmbeans.AbstractProvider} is the skeleton for somebody who writes a provider. Nothing here accepts
 * or returns {@code null} unless it is marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package io.github.llmbeans;

import org.jspecify.annotations.NullMarked;
