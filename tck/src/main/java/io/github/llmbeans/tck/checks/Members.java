package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.MockProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.Router;
import java.time.Duration;
import java.util.Set;

/** Routers with the provider under test as a member, and the others beside it. */
final class Members {
    /** What the others answer to {@link #request()}. */
    static final String OTHER_ANSWER = "Mock response to: Anybody?";

    private static final String OTHER = "tck-other";

    /** Longer than any check. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private Members() {}

    static Router router(BaseProvider first, BaseProvider second) {
        return new Router("tck-router").addProvider(first).addProvider(second);
    }

    /** A member that answers. */
    static BaseProvider healthy() {
        return new MockProvider(
                ProviderConfig.builder(OTHER).model("mock-normal").build());
    }

    /** A member that is overloaded. */
    static BaseProvider overloaded() {
        return new MockProvider(ProviderConfig.builder(OTHER)
                .model("mock-ratelimit")
                .maxRetries(0)
                .build());
    }

    /** A member that answers whatever it is asked, with parameters that nobody knows too. */
    static BaseProvider undemanding() {
        return new Other(true);
    }

    /** A member that is not healthy. */
    static BaseProvider ill() {
        return new Other(false);
    }

    static ChatRequest request() {
        return ChatRequest.of("Anybody?");
    }

    /** With a deadline over all members, of which each gets what is left. */
    static ChatRequest request(Duration timeout) {
        return ChatRequest.builder().user("Anybody?").timeout(timeout).build();
    }

    /** With a deadline that does not come. */
    static ChatRequest patient() {
        return request(LONG);
    }

    private record Other(boolean healthy) implements BaseProvider {
        @Override
        public ProviderInfo info() {
            return new ProviderInfo(OTHER, "tck-other-model", Set.of());
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            return ChatResponse.of(OTHER_ANSWER, OTHER, "tck-other-model");
        }

        @Override
        public boolean healthCheck() {
            return healthy;
        }

        @Override
        public void close() {
            // Nothing held.
        }
    }
}
