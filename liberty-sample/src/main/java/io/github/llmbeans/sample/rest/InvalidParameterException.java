package io.github.llmbeans.sample.rest;

/** A parameter in the address of a request cannot be read; the message is sent to the caller. */
public class InvalidParameterException extends InvalidBodyException {
    private static final long serialVersionUID = 1L;

    /**
     * A parameter that cannot be read.
     *
     * @param message what is wrong with it, in the form "name must …, was value"
     */
    public InvalidParameterException(String message) {
        super(message);
    }
}
