package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.OptionalInt;
import java.util.function.Function;

/** What becomes of failures below HTTP. */
final class NetworkChecks {
    private NetworkChecks() {}

    @Proves(value = "ERR-REFUSED", needs = Need.HTTP)
    static void aServerThatNobodyListensAtIsUnavailable(Stage stage) throws IOException {
        ProviderUnavailableException failure = nobodyListens(
                stage, config -> Failing.call(stage.provider(config.build()), ProviderUnavailableException.class));
        Expect.equal("the status", OptionalInt.empty(), failure.status());
    }

    @Proves(value = "ERR-CAUSE-KEPT", needs = Need.HTTP)
    static void aRefusedConnectionKeepsItsCause(Stage stage) throws IOException {
        caused(nobodyListens(stage, config -> Failing.call(stage.provider(config.build()), ProviderException.class)));
    }

    @Proves(
            value = "RTY-REFUSED",
            needs = {Need.HTTP, Need.RETRIES})
    static void aRefusedConnectionIsTriedAgain(Stage stage) throws IOException {
        ProviderException failure = nobodyListens(
                stage,
                config -> Failing.call(stage.provider(config.maxRetries(2).build()), ProviderException.class));
        Expect.equal("the number of attempts", 3, failure.attempts());
    }

    /** A port that is taken, so that nobody else comes to listen at it, but not listened at. */
    private static <T> T nobodyListens(Stage stage, Function<ProviderConfigBuilder, T> use) throws IOException {
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            String address = "http://127.0.0.1:" + taken.getLocalPort();
            return use.apply(stage.config()
                    .baseUrl(URI.create(address + "/v1"))
                    .authUrl(URI.create(address + "/v1/oauth/token")));
        }
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
