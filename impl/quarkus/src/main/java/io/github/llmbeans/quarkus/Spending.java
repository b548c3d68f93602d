package io.github.llmbeans.quarkus;

import io.github.llmbeans.CallAnswered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.LongAdder;

/** Is told of the calls of all providers. */
@ApplicationScoped
public class Spending {
    private final LongAdder tokens = new LongAdder();

    void answered(@Observes CallAnswered call) {
        if (call.usage() != null) {
            tokens.add(call.usage().totalTokens());
        }
    }

    public long tokens() {
        return tokens.sum();
    }
}
