package io.github.llmbeans;

import java.util.Locale;

/**
 * Why an answer ended. Unknown words of a server become {@link #OTHER}; the server's own word stays in
 * {@link ChatResponse#finishReasonText()}.
 */
public enum FinishReason {
    /** The answer is complete, or ended before a stop sequence. */
    STOP,
    /** The answer was cut at the token limit. */
    LENGTH,
    /** The model asks for a function to be called. */
    FUNCTION_CALL,
    /** Moderation replaced the answer; it is still an answer, not an error. GigaChat says {@code blacklist}. */
    CONTENT_FILTER,
    /** The model broke off, for instance because it produced invalid function arguments. */
    ERROR,
    /** Anything else, or not said. */
    OTHER;

    private final String text = name().toLowerCase(Locale.ROOT);

    /**
     * The reason in lower case, as JSON APIs write it.
     *
     * @return for instance {@code content_filter}
     */
    public String text() {
        return text;
    }
}
