package io.github.llmbeans.sample.operations;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import java.util.List;

/** Why a call has not been answered, in one of few words, as a label of a metric must be. */
final class ErrorType {
    /** Prometheus takes a label without a value for no label. */
    static final String NONE = "";

    static final String CANCELLED = "cancelled";
    static final String OTHER = "_OTHER";

    /** All that there are. */
    static final List<String> ALL = List.of(
            NONE,
            "AuthenticationException",
            "InvalidRequestException",
            "ProviderException",
            "ProviderTimeoutException",
            "ProviderUnavailableException",
            "RateLimitException",
            "UnsupportedCapabilityException",
            CANCELLED,
            OTHER);

    private ErrorType() {}

    /** A provider's own exception counts as that of the contract which it extends. */
    static String of(Throwable failure) {
        if (failure instanceof ProviderInterruptedException) {
            return CANCELLED;
        }
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getPackage() == ProviderException.class.getPackage() && ALL.contains(type.getSimpleName())) {
                return type.getSimpleName();
            }
        }
        return OTHER;
    }
}
