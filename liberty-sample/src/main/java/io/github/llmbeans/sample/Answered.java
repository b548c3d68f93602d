package io.github.llmbeans.sample;

import io.github.llmbeans.ChatResponse;

/**
 * Fired when a model has answered.
 *
 * @param response what it answered
 */
public record Answered(ChatResponse response) {}
