package io.github.llmbeans.gigachat.telemetry;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** Why something failed, in few words: the exceptions of the contract by their names, everything else as one. */
final class ErrorTypes {
    static final String OTHER = "_OTHER";
    static final String CANCELLED = "cancelled";

    private static final String CONTRACT = ProviderException.class.getPackageName();

    private ErrorTypes() {}

    /** Somebody's own subclass counts as the exception of the contract that it is. */
    static String of(Throwable failure) {
        if (failure instanceof ProviderInterruptedException) {
            return CANCELLED;
        }
        if (failure instanceof ProviderException) {
            Class<?> type = failure.getClass();
            while (!type.getPackageName().equals(CONTRACT)) {
                type = type.getSuperclass();
            }
            return type.getSimpleName();
        }
        return OTHER;
    }

    /** A caller who gives up is nobody's failure. What is not ours may say anything in its message. */
    static void tell(Span span, Throwable failure) {
        String type = of(failure);
        span.setAttribute(Keys.ERROR_TYPE, type);
        if (failure instanceof ProviderException ours) {
            ours.status().ifPresent(status -> span.setAttribute(Keys.STATUS, (long) status));
        }
        if (!type.equals(CANCELLED)) {
            boolean ours = failure instanceof ProviderException;
            span.setStatus(
                    StatusCode.ERROR,
                    ours
                            ? String.valueOf(failure.getMessage())
                            : failure.getClass().getName());
        }
    }
}
