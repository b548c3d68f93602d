package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.io.Serializable;
import java.util.Objects;

/**
 * A model's wish that a function be called. Immutable.
 *
 * @param name the function's name, not blank
 * @param arguments the arguments as JSON text, as the model gave them
 */
public record FunctionCall(String name, String arguments) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Checks.
     *
     * @throws NullPointerException if a component is {@code null}
     * @throws IllegalArgumentException if the name is blank
     */
    public FunctionCall {
        Checks.notBlank("name", name);
        Objects.requireNonNull(arguments, "arguments must not be null");
    }

    /** The name and the length of the arguments only, since they are part of an answer. */
    @Override
    public String toString() {
        return "FunctionCall[name=" + name + ", arguments=" + arguments.length() + " characters]";
    }
}
