package io.github.llmbeans.gigachat.internal.config;

import java.util.List;

/** Several settings are wrong; the message lists them. */
final class WrongSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<IllegalArgumentException> mistakes;

    WrongSettingsException(String message, List<IllegalArgumentException> mistakes) {
        super(message, mistakes.get(0));
        this.mistakes = List.copyOf(mistakes);
    }

    List<IllegalArgumentException> mistakes() {
        return mistakes;
    }
}
