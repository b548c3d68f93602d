package io.github.llmbeans.tck.run;

import org.jspecify.annotations.Nullable;

/** A requirement is not kept: what was expected and what was seen. */
public final class ConformanceFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String seen;

    /**
     * A failure.
     *
     * @param expected what should have been
     * @param seen what was
     */
    public ConformanceFailure(String expected, String seen) {
        this(expected, seen, null);
    }

    /**
     * A failure with its cause.
     *
     * @param expected what should have been
     * @param seen what was
     * @param cause what went wrong, or {@code null}
     */
    public ConformanceFailure(String expected, String seen, @Nullable Throwable cause) {
        super("expected " + expected + ", saw " + seen, cause);
        this.expected = expected;
        this.seen = seen;
    }

    /**
     * What should have been.
     *
     * @return a phrase
     */
    public String expected() {
        return expected;
    }

    /**
     * What was.
     *
     * @return a phrase
     */
    public String seen() {
        return seen;
    }
}
