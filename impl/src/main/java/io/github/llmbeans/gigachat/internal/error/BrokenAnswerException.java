package io.github.llmbeans.gigachat.internal.error;

import java.io.IOException;
import java.io.UncheckedIOException;

/** An answer has begun and cannot be read on. */
public final class BrokenAnswerException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    public BrokenAnswerException(IOException cause) {
        super("The answer broke off", cause);
    }
}
