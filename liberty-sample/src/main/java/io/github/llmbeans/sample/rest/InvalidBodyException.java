package io.github.llmbeans.sample.rest;

/** What the caller sent cannot be read; the message says what must be changed and is sent to the caller. */
public class InvalidBodyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A body that cannot be read.
     *
     * @param message what is wrong with it, in the form "name must …, was value"
     */
    public InvalidBodyException(String message) {
        super(message);
    }
}
