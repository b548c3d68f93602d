package io.github.llmbeans;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something was asked for that the provider does not declare. Thrown before any request is sent; not retryable. The
 * caller should leave the parameter out or ask another provider.
 */
public class UnsupportedCapabilityException extends ProviderException {
    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final @Nullable Capability capability;

    /**
     * A refused parameter.
     *
     * @param provider the provider's name
     * @param parameter what was asked for
     * @param capability the capability that would be needed, or {@code null} if there is none for it
     */
    public UnsupportedCapabilityException(String provider, String parameter, @Nullable Capability capability) {
        this(
                "Provider '" + provider + "' does not support " + parameter
                        + (capability == null ? "" : " (capability " + capability + ")") + "; nothing was sent",
                Failure.of(provider),
                parameter,
                capability,
                null);
    }

    private UnsupportedCapabilityException(
            String message,
            Failure failure,
            String parameter,
            @Nullable Capability capability,
            @Nullable Throwable cause) {
        super(message, failure, cause);
        this.parameter = Objects.requireNonNull(parameter, "parameter must not be null");
        this.capability = capability;
    }

    /** A method that the provider does not offer; nothing was tried. */
    static UnsupportedCapabilityException untried(String provider, String method, Capability capability) {
        UnsupportedCapabilityException e = new UnsupportedCapabilityException(provider, method, capability);
        e.recordAttempts(0);
        return e;
    }

    /**
     * What was asked for.
     *
     * @return the parameter's name
     */
    public String parameter() {
        return parameter;
    }

    /**
     * The capability that would be needed.
     *
     * @return the capability, or {@code null} if there is none for this parameter
     */
    public @Nullable Capability capability() {
        return capability;
    }

    @Override
    protected ProviderException copy(String message, Failure failure, Throwable cause) {
        return new UnsupportedCapabilityException(message, failure, parameter, capability, cause);
    }
}
