package io.github.llmbeans.tck.checks;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.run.Expect;

/** What checks of credentials that are not accepted have in common. */
final class Rejections {
    private Rejections() {}

    static void expectAuthenticationFailure(BaseProvider provider) {
        Expect.failure(AuthenticationException.class, () -> provider.generate("May I?"));
    }

    static void expectAtMost(String what, int limit, int seen) {
        Expect.that("at most " + limit + " " + what, seen <= limit, seen);
    }
}
