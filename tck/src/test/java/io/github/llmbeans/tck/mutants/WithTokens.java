package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.time.Clock;
import java.util.function.Function;

/** The reference with other tokens. */
final class WithTokens extends ReferenceProvider {

    /** Makes tokens. */
    interface Factory {
        ReferenceTokens of(ProviderConfig config, Clock clock, Function<Deadline, Token> fetch);
    }

    WithTokens(ProviderConfig config, Clock clock, Factory factory) {
        super(config, clock);
        tokens = factory.of(config, clock, deadline -> fetch(deadline, clock));
    }

    static Mutant mutant(String id, String what, Factory factory) {
        return Mutant.of(id, what, (config, clock) -> new WithTokens(config, clock, factory));
    }

    /** Tokens to be overridden. */
    static class Tokens extends ReferenceTokens {
        Tokens(ProviderConfig config, Clock clock, Function<Deadline, Token> fetch) {
            super(config.name(), clock, config.timeout(), fetch);
        }

        synchronized boolean flying() {
            return flight != null;
        }

        synchronized void offer(Token token) {
            if (current == null) {
                current = token;
            }
        }
    }
}
