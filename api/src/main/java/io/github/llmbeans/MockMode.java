package io.github.llmbeans;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a {@link MockProvider} behaves, chosen by the name of its model. */
enum MockMode {
    NORMAL("mock-normal", true) {
        @Override
        @Nullable
        ProviderException failure(String provider) {
            return null;
        }
    },
    TIMEOUT("mock-timeout", false) {
        @Override
        ProviderException failure(String provider) {
            return new ProviderTimeoutException(
                    "The mock pretends that no answer came in time",
                    Failure.of(provider).withRetryable(true));
        }
    },
    RATE_LIMIT("mock-ratelimit", true) {
        @Override
        ProviderException failure(String provider) {
            return new RateLimitException(
                    "The mock pretends that there were too many requests",
                    Failure.of(provider).withStatus(429).withRetryable(true).withRetryAfter(MockProvider.RETRY_AFTER));
        }
    },
    AUTH_ERROR("mock-auth-error", false) {
        @Override
        ProviderException failure(String provider) {
            return new AuthenticationException(
                    "The mock pretends that its key is not accepted",
                    Failure.of(provider).withStatus(401));
        }
    },
    INVALID_REQUEST("mock-invalid-request", true) {
        @Override
        ProviderException failure(String provider) {
            return new InvalidRequestException(
                    "The mock pretends that the request is malformed",
                    Failure.of(provider).withStatus(400));
        }
    };

    private static final String PREFIX = "mock-";
    private static final String UNHEALTHY = "unhealthy";

    private final String model;
    private final boolean healthy;

    MockMode(String model, boolean healthy) {
        this.model = model;
        this.healthy = healthy;
    }

    /** What every call ends with, or {@code null} if calls are answered. */
    abstract @Nullable ProviderException failure(String provider);

    boolean healthy() {
        return healthy;
    }

    /** Empty only for a model that looks like a mode and is none. */
    static Optional<MockMode> of(String model) {
        Optional<MockMode> mode =
                Arrays.stream(values()).filter(m -> m.model.equals(model)).findFirst();
        if (mode.isEmpty() && (!model.startsWith(PREFIX) || saysUnhealthy(model))) {
            return Optional.of(NORMAL);
        }
        return mode;
    }

    static boolean saysUnhealthy(String nameOrModel) {
        return nameOrModel.contains(UNHEALTHY);
    }

    /** The modes as models to choose from. */
    static List<ModelInfo> models() {
        return Arrays.stream(values())
                .map(m -> new ModelInfo(m.model, ModelInfo.CHAT, "llmbeans"))
                .toList();
    }

    /** The modes for a message to a person. */
    static String all() {
        return Arrays.stream(values()).map(m -> m.model).collect(Collectors.joining(", ")) + ", or any name with \""
                + UNHEALTHY + "\" in it";
    }
}
