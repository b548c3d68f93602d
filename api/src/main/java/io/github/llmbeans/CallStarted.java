package io.github.llmbeans;

import org.jspecify.annotations.Nullable;

/**
 * A call begins.
 *
 * @param call which call
 * @param provider who is asked
 * @param model which model is asked for
 * @param streamed whether the answer is wanted in pieces
 * @param request what is asked; {@code null} unless content is switched on
 */
public record CallStarted(
        long call,
        String provider,
        String model,
        boolean streamed,
        @Nullable ChatRequest request) implements CallEvent {}
