package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Fault;
import java.net.URI;
import java.util.OptionalInt;

/** What becomes of failures below HTTP. */
final class NetworkChecks {
    private NetworkChecks() {}

    @Proves(value = "ERR-REFUSED", needs = Need.HTTP)
    static void aServerThatNobodyListensAtIsUnavailable(Stage stage) {
        ProviderException failure = Failing.call(toNobody(stage, 0), ProviderUnavailableException.class);
        Expect.equal("the status", OptionalInt.empty(), failure.status());
    }

    @Proves(value = "ERR-CAUSE-KEPT", needs = Need.HTTP)
    static void aRefusedConnectionKeepsItsCause(Stage stage) {
        caused(Failing.call(toNobody(stage, 0), ProviderException.class));
    }

    @Proves(
            value = "RTY-REFUSED",
            needs = {Need.HTTP, Need.RETRIES})
    static void aRefusedConnectionIsTriedAgain(Stage stage) {
        ProviderException failure = Failing.call(toNobody(stage, 2), ProviderException.class);
        Expect.that("2 attempts or more", failure.attempts() >= 2, failure.attempts() + " attempt(s)");
    }

    private static BaseProvider toNobody(Stage stage, int retries) {
        URI nowhere = stage.nowhere();
        return stage.provider(
                config -> config.maxRetries(retries).baseUrl(nowhere).authUrl(URI.create(nowhere + "/oauth/token")));
    }

    @Proves(value = "ERR-RESET", needs = Need.HTTP)
    static void aConnectionThatIsResetIsUnavailable(Stage stage) {
        unavailable(stage, Fault.CONNECTION_RESET);
    }

    @Proves(value = "ERR-NO-ANSWER", needs = Need.HTTP)
    static void aConnectionThatIsClosedWithoutAnAnswerIsUnavailable(Stage stage) {
        unavailable(stage, Fault.EMPTY_RESPONSE);
    }

    @Proves(value = "ERR-NOT-HTTP", needs = Need.HTTP)
    static void bytesThatAreNotHttpAreUnavailable(Stage stage) {
        unavailable(stage, Fault.GARBAGE);
    }

    @Proves(value = "ERR-CUT-ANSWER", needs = Need.HTTP)
    static void halfAnAnswerIsUnavailable(Stage stage) {
        Failing.call(stage, new Situation.Breaks(Fault.TRUNCATED_BODY), ProviderUnavailableException.class);
    }

    private static void unavailable(Stage stage, Fault fault) {
        ProviderException failure =
                Failing.call(stage, new Situation.Breaks(fault), ProviderUnavailableException.class);
        Expect.equal("the status", OptionalInt.empty(), failure.status());
    }

    @Proves(
            value = "ERR-CAUSE-KEPT",
            needs = {Need.HTTP, Need.SCRIPT})
    static void aBrokenConnectionKeepsItsCause(Stage stage) {
        for (Fault fault : Fault.values()) {
            caused(Failing.call(stage, new Situation.Breaks(fault), ProviderException.class));
        }
    }

    private static void caused(ProviderException failure) {
        Expect.that("a failure with a cause", failure.getCause() != null, failure + " without a cause");
    }
}
