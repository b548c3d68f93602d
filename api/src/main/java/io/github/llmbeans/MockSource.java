package io.github.llmbeans;

/** What a scripted step says: an answer, or a failure that it throws. Thread-safe. */
@FunctionalInterface
interface MockSource {
    ChatResponse respond(ChatRequest request, MockAnswers answers);
}
