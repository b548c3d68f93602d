package io.github.llmbeans.sample.rest;

import io.github.llmbeans.ChatRequest;
import jakarta.servlet.http.HttpServletRequest;

/** Keeps in mind with a request whether its caller has said which model is to answer: if it is unknown, it matters who chose. */
final class ModelChoice {
    private static final String ATTRIBUTE = ModelChoice.class.getName();

    private ModelChoice() {}

    static ChatRequest noted(ChatRequest asked, HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, asked.model() != null);
        return asked;
    }

    static boolean of(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(ATTRIBUTE));
    }
}
