package io.github.llmbeans;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the subscriber of a stream is told when it has failed, and what the log is. */
final class StreamFailures {
    private final AbstractProvider provider;
    private final ChatRequest request;
    private final StreamTimes times;
    private final StreamReading reading;

    StreamFailures(AbstractProvider provider, ChatRequest request, StreamTimes times, StreamReading reading) {
        this.provider = provider;
        this.request = request;
        this.times = times;
        this.reading = reading;
    }

    /**
     * The failure to tell.
     *
     * @param how why the stream has ended, {@code null} if for the failure itself
     * @param begun whether the answer had begun
     * @param answer what had come
     */
    RuntimeException told(RuntimeException failure, @Nullable StreamEnding how, boolean begun, StreamAnswer answer) {
        RuntimeException told = how == null ? failure : ended(how, begun, failure);
        if (told instanceof ProviderException known) {
            complete(known, how, answer);
        }
        return told;
    }

    private ProviderException ended(StreamEnding how, boolean begun, RuntimeException cause) {
        Duration limit = how == StreamEnding.IDLE ? provider.streamIdleTimeout() : times.passed();
        return how.exception(provider.info().name(), limit, begun, cause);
    }

    private void complete(ProviderException failure, @Nullable StreamEnding how, StreamAnswer answer) {
        if (reading.attempts() == 0 || failure instanceof UnsupportedCapabilityException) {
            failure.recordAttempts(0);
            if (how == null && !refused(failure)) {
                provider.logged(failure, request); // It got no turn, or the circuit is open.
            }
            return;
        }
        if (reading.isOpen() || how == StreamEnding.IDLE || how == StreamEnding.LATE) {
            provider.retryPolicy().failedLater(failure);
        }
        failure.recordAttempts(reading.attempts());
        ChatResponse partial = answer.partial(failure.partialResponse().orElse(null));
        if (partial != null) {
            failure.keepPartialResponse(partial);
        }
        provider.logged(failure, request);
    }

    /** A request that is not as it should be has not been a call. */
    private static boolean refused(ProviderException failure) {
        return failure instanceof InvalidRequestException || failure instanceof UnsupportedCapabilityException;
    }
}
