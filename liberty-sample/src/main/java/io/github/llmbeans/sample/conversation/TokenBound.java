package io.github.llmbeans.sample.conversation;

import io.github.llmbeans.BaseProvider;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many tokens of a conversation the model is reminded of: {@code sample.max-conversation-tokens}, 16000 unless
 * configured, the new question included. Tokens are what is paid for, and a model reads only so many. Thread-safe.
 */
@ApplicationScoped
public class TokenBound {
    /** For how long counting may hold a question up: 3 s. */
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST = 1_000_000;

    @Inject
    @ConfigProperty(name = "sample.max-conversation-tokens", defaultValue = "16000")
    int tokens;

    @Resource
    ManagedExecutorService executor;

    /** A mistake in the configuration stops the application from starting, not its first visitor. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (tokens < 1 || tokens > MOST) {
            throw new IllegalArgumentException(
                    "sample.max-conversation-tokens must be between 1 and " + MOST + ", was " + tokens);
        }
    }

    /**
     * The bound.
     *
     * @return 1 to 1,000,000
     */
    public int tokens() {
        return tokens;
    }

    /**
     * The provider, with a count of tokens that comes in any case: estimated, where the provider cannot count, fails or
     * takes longer than {@link #PATIENCE}.
     *
     * @param llm the provider
     * @return the same provider otherwise
     */
    public BaseProvider counting(BaseProvider llm) {
        return new Counting(llm, executor, PATIENCE);
    }
}
