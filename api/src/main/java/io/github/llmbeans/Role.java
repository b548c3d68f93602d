package io.github.llmbeans;

import io.github.llmbeans.internal.Texts;
import java.util.Objects;

/** Who speaks in a {@link Message}. */
public enum Role {
    /** Instructions that hold for the whole conversation; first and single where it is used. */
    SYSTEM("system"),
    /** The person or program that asks. */
    USER("user"),
    /** The model. */
    ASSISTANT("assistant"),
    /** The result of a function that the model asked for. */
    FUNCTION("function");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    /**
     * The role as chat APIs write it.
     *
     * @return {@code system}, {@code user}, {@code assistant} or {@code function}
     */
    public String text() {
        return text;
    }

    /**
     * Reads a role as chat APIs write it.
     *
     * @param text the role's text, exactly as {@link #text()} gives it
     * @return the role
     * @throws NullPointerException if the text is {@code null}
     * @throws IllegalArgumentException if no role has this text
     */
    public static Role of(String text) {
        Objects.requireNonNull(text, "role must not be null");
        for (Role role : values()) {
            if (role.text.equals(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException(
                "role must be one of system, user, assistant, function, was \"" + Texts.shown(text) + "\"");
    }
}
