package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.internal.text.Seconds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a caller is told whose exchange has no outcome. */
final class ExchangeFailures {
    private final String provider;
    private final Duration usual;
    private final String setting;

    /** With the setting that is to be looked at when a call has taken the usual time. */
    ExchangeFailures(String provider, Duration usual, String setting) {
        this.provider = provider;
        this.usual = usual;
        this.setting = setting;
    }

    /** Of a token it is told as those are told who wait for it: whose clock strikes first is chance. */
    ProviderException timedOut(String wanted, Deadline deadline, @Nullable Throwable cause) {
        boolean usualAnswer = wanted.equals("answer") && deadline.timeout().equals(usual);
        return new ProviderTimeoutException(
                "Provider '" + provider + "' had no " + wanted + " within "
                        + Seconds.of(deadline.timeout())
                        + (usualAnswer ? "; see " + setting : "") + onEventLoop(),
                Failure.of(provider),
                cause);
    }

    /** Of Quarkus: whoever waits there may be waited for by what he waits for. */
    private static String onEventLoop() {
        String thread = Thread.currentThread().getName();
        return thread.startsWith("vert.x-eventloop-thread")
                ? ". Its caller waits on an event loop (" + thread
                        + "), which the REST client may need: ask on a worker thread"
                : "";
    }

    ProviderException noSlot(Deadline deadline, String maxConnections) {
        return new ProviderTimeoutException(
                "Provider '" + provider + "' had no free connection within " + Seconds.of(deadline.timeout()) + " ("
                        + maxConnections + ")",
                Failure.of(provider));
    }

    ProviderException interrupted(String wanted, Exception cause) {
        return new ProviderInterruptedException(
                "Interrupted while waiting for an " + wanted + " of provider '" + provider + "'",
                Failure.of(provider),
                cause);
    }

    ProviderException closed(Throwable cause) {
        return new ProviderUnavailableException(
                "Provider '" + provider + "' was closed during the call", Failure.of(provider), cause);
    }

    ProviderException noThread(Error cause) {
        return new ProviderUnavailableException(
                "Provider '" + provider + "' has no thread for the call: " + cause.getMessage(),
                Failure.of(provider),
                cause);
    }

    ProviderException failed(Throwable cause) {
        return new ProviderUnavailableException(
                "Provider '" + provider + "' failed: " + cause.getClass().getSimpleName(), Failure.of(provider), cause);
    }
}
