package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Stage;

/** Calls that are expected to fail. */
final class Failing {
    private Failing() {}

    /** The failure of one call of the usual provider to a server that refuses with this status. */
    static <E extends ProviderException> E call(Stage stage, int status, Class<E> type) {
        return call(stage, Situation.refuses(status), type);
    }

    /** The failure of one call of the usual provider in this situation. */
    static <E extends ProviderException> E call(Stage stage, Situation situation, Class<E> type) {
        stage.model().always(situation);
        return call(stage.provider(), type);
    }

    /** The failure of one call. */
    static <E extends ProviderException> E call(BaseProvider provider, Class<E> type) {
        return Expect.failure(type, () -> provider.generate("Hello?"));
    }
}
