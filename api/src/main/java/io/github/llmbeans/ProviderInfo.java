package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Who a provider is and what it can do. Immutable, never holds a secret.
 *
 * @param name the provider's name, unique within a {@link Router}; it stands in logs, health data and exceptions
 * @param model the model that answers when a request names none
 * @param capabilities what the provider can do; unmodifiable
 */
public record ProviderInfo(String name, String model, Set<Capability> capabilities) {

    /**
     * Checks and copies.
     *
     * @throws NullPointerException if a component is {@code null}
     * @throws IllegalArgumentException if the name or the model is blank
     */
    public ProviderInfo {
        Checks.notBlank("name", name);
        Checks.notBlank("model", model);
        Objects.requireNonNull(capabilities, "capabilities");
        EnumSet<Capability> copy = EnumSet.noneOf(Capability.class);
        copy.addAll(capabilities);
        capabilities = Collections.unmodifiableSet(copy);
    }

    /**
     * Whether the provider declares a capability.
     *
     * @param capability what is asked for
     * @return {@code true} if it is declared
     */
    public boolean can(Capability capability) {
        return capabilities.contains(Objects.requireNonNull(capability, "capability"));
    }
}
