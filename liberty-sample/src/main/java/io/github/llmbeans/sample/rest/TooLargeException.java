package io.github.llmbeans.sample.rest;

/** The body has more bytes than the application accepts. */
public class TooLargeException extends InvalidBodyException {
    private static final long serialVersionUID = 1L;

    /**
     * A body that is too large.
     *
     * @param message the bound
     */
    public TooLargeException(String message) {
        super(message);
    }
}
