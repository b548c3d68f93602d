package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.MockProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.Router;
import java.time.Duration;

/** Routers with the provider under test as a member, and the others beside it. */
final class Members {
    /** What {@link #healthy()} answers to {@link #request()}. */
    static final String OTHER_ANSWER = "Mock response to: Anybody?";

    private Members() {}

    static Router router(BaseProvider first, BaseProvider second) {
        return new Router("tck-router").addProvider(first).addProvider(second);
    }

    /** A member that answers. */
    static BaseProvider healthy() {
        return new MockProvider(
                ProviderConfig.builder("tck-other").model("mock-normal").build());
    }

    /** A member that is overloaded. */
    static BaseProvider overloaded() {
        return new MockProvider(ProviderConfig.builder("tck-other")
                .model("mock-ratelimit")
                .maxRetries(0)
                .build());
    }

    static ChatRequest request() {
        return ChatRequest.of("Anybody?");
    }

    /** With a deadline over all members, of which each gets what is left. */
    static ChatRequest request(Duration timeout) {
        return ChatRequest.builder().user("Anybody?").timeout(timeout).build();
    }
}
