package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a provider is and what it can do. Immutable, never holds a secret.
 *
 * @param name the provider's name, unique within a {@link Router}; it stands in logs, health data and exceptions
 * @param model the model that answers when a request names none
 * @param capabilities what the provider can do; unmodifiable
 * @param timeout how long a call may take that brings no timeout of its own, or {@code null} if the provider does not
 *     say; a {@link Router} shares its time out by it
 */
public record ProviderInfo(
        String name,
        String model,
        Set<Capability> capabilities,
        @Nullable Duration timeout) {

    /**
     * Checks and copies.
     *
     * @throws NullPointerException if a component that is not marked nullable is {@code null}
     * @throws IllegalArgumentException if the name is blank or has a control character, the model is blank, or the
     *     timeout is not positive
     */
    public ProviderInfo {
        Checks.oneLine("name", name);
        Checks.notBlank("model", model);
        EnumSet<Capability> copy = EnumSet.noneOf(Capability.class);
        copy.addAll(Checks.noNulls("capabilities", capabilities));
        capabilities = Collections.unmodifiableSet(copy);
        if (timeout != null) {
            Checks.positive("timeout", timeout);
        }
    }

    /**
     * A provider that does not say how long its calls may take.
     *
     * @param name the provider's name
     * @param model the model that answers when a request names none
     * @param capabilities what the provider can do
     */
    public ProviderInfo(String name, String model, Set<Capability> capabilities) {
        this(name, model, capabilities, null);
    }

    /**
     * The same with a timeout.
     *
     * @param value positive, or {@code null} if the provider does not say
     * @return a copy
     * @throws IllegalArgumentException if it is not positive
     */
    public ProviderInfo withTimeout(@Nullable Duration value) {
        return new ProviderInfo(name, model, capabilities, value);
    }

    /**
     * Whether the provider declares a capability.
     *
     * @param capability what is asked for
     * @return {@code true} if it is declared
     */
    public boolean can(Capability capability) {
        return capabilities.contains(Objects.requireNonNull(capability, "capability must not be null"));
    }
}
