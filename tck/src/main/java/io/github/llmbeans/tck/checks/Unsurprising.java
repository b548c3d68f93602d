package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;

/** Calls that end with an answer or a failure of the contract, either is good. */
final class Unsurprising {
    private Unsurprising() {}

    /** Makes one call; {@code met} says what it meets, for people. */
    static void call(BaseProvider provider, String met) {
        Ended<String> ended = Ended.of(() -> provider.generate("Hello?"));
        Throwable thrown = ended.thrown();
        Expect.that(
                "an answer or a ProviderException from a call that meets " + met,
                thrown == null ? ended.value() != null : thrown instanceof ProviderException,
                thrown == null ? "the answer null" : thrown);
    }
}
