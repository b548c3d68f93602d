package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A model that a provider offers, see {@link BaseProvider#models()}. Immutable.
 *
 * @param id its name, as {@link ChatRequest#model()} takes it; not blank
 * @param type what it is for, in the server's own word, {@value #CHAT} for instance; {@code null} if the server does not
 *     say
 * @param owner who offers it; {@code null} if the server does not say
 */
public record ModelInfo(
        String id, @Nullable String type, @Nullable String owner) implements Serializable {

    /** The type of a model that holds conversations. */
    public static final String CHAT = "chat";

    private static final long serialVersionUID = 1L;

    /**
     * Checks.
     *
     * @throws NullPointerException if the id is {@code null}
     * @throws IllegalArgumentException if the id is blank
     */
    public ModelInfo {
        Checks.notBlank("id", id);
    }

    /**
     * Whether the model can be chosen for a {@link ChatRequest}, as far as its server says.
     *
     * @return {@code true} if the type is {@value #CHAT} or not known
     */
    public boolean canChat() {
        return type == null || type.equals(CHAT);
    }
}
