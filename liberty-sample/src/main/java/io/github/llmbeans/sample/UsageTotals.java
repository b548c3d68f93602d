package io.github.llmbeans.sample;

import io.github.llmbeans.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.concurrent.atomic.LongAdder;

/** Counts the answers whose transaction was committed, and their tokens, since the start. Thread-safe. */
@ApplicationScoped
public class UsageTotals {
    private final LongAdder answers = new LongAdder();
    private final LongAdder tokens = new LongAdder();

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) Answered event) {
        answers.increment();
        Usage usage = event.response().usage();
        if (usage != null) {
            tokens.add(usage.totalTokens());
        }
    }

    /**
     * How many answers there were.
     *
     * @return at least 0
     */
    public long answers() {
        return answers.sum();
    }

    /**
     * What they cost.
     *
     * @return tokens, at least 0
     */
    public long tokens() {
        return tokens.sum();
    }
}
