package io.github.llmbeans.gigachat.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How something is opened.
 *
 * @param nearby on the caller's own thread; gives {@code null} if that is not possible. Not asked by the provider's own
 *     threads, which can be ended without it
 * @param anywhere on a thread of the provider
 */
record Opener<T>(Supplier<@Nullable Near<T>> nearby, Supplier<T> anywhere) {}
