package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What a program reads from a failure. */
final class FailureFactChecks {
    private static final int[] STATUSES = {400, 401, 403, 404, 408, 413, 422, 429, 500, 502, 503, 504};

    private FailureFactChecks() {}

    @Proves(
            value = "ERR-STATUS-KEPT",
            needs = {Need.HTTP, Need.SCRIPT})
    static void eachFailureHasTheStatusOfItsAnswer(Stage stage) {
        for (int status : STATUSES) {
            ProviderException failure = Failing.call(stage, status, ProviderException.class);
            Expect.equal("the status", OptionalInt.of(status), failure.status());
        }
    }

    @Proves(value = "ERR-PROVIDER-NAMED", needs = Need.OUTAGE)
    static void anOutageIsToldWithTheConfiguredName(Stage stage) {
        named(stage, Failing.call(stage, 503, ProviderException.class));
    }

    @Proves(value = "ERR-PROVIDER-NAMED", needs = Need.BAD_REQUEST)
    static void aRefusedRequestIsToldWithTheConfiguredName(Stage stage) {
        named(stage, Failing.call(stage, 400, ProviderException.class));
    }

    @Proves(
            value = "ERR-PROVIDER-NAMED",
            needs = {Need.HTTP, Need.SCRIPT})
    static void everyFailureIsToldWithTheConfiguredName(Stage stage) {
        for (int status : STATUSES) {
            named(stage, Failing.call(stage, status, ProviderException.class));
        }
        Situation broken = new Situation.Breaks(Fault.EMPTY_RESPONSE);
        named(stage, Failing.call(stage, broken, ProviderException.class));
        Situation half = new Situation.Breaks(Fault.TRUNCATED_BODY);
        named(stage, Failing.call(stage, half, ProviderException.class));
    }

    private static void named(Stage stage, ProviderException failure) {
        Expect.equal("the provider in the failure", stage.name(), failure.provider());
    }

    @Proves(
            value = "ERR-REQUEST-ID",
            needs = {Need.REQUEST_ID, Need.BAD_REQUEST})
    static void aRefusedRequestKeepsTheServersId(Stage stage) {
        identified(stage, 400);
    }

    @Proves(
            value = "ERR-REQUEST-ID",
            needs = {Need.REQUEST_ID, Need.OVERLOAD})
    static void anOverloadKeepsTheServersId(Stage stage) {
        identified(stage, 429);
    }

    @Proves(
            value = "ERR-REQUEST-ID",
            needs = {Need.REQUEST_ID, Need.HTTP})
    static void anErrorOfTheServerKeepsItsId(Stage stage) {
        identified(stage, 500);
    }

    private static void identified(Stage stage, int status) {
        ProviderException failure = Failing.call(stage, status, ProviderException.class);
        Expect.equal("the id of the failed request", Optional.of(stage.usual().requestId()), failure.requestId());
    }

    @Proves(value = "ERR-RETRY-AFTER", needs = Need.OVERLOAD)
    static void anOverloadComesWithATimeToComeBack(Stage stage) {
        stage.model().always(Situation.refuses(429, "7"));
        ProviderException failure =
                Expect.failure(ProviderException.class, () -> stage.provider().chat(impatient()));
        Expect.that("a hint", failure.retryAfter().isPresent(), failure.retryAfter());
    }

    @Proves(
            value = "ERR-RETRY-AFTER",
            needs = {Need.OVERLOAD, Need.HTTP})
    static void anOverloadTellsWhenToComeBack(Stage stage) {
        hinted(stage, 429);
    }

    @Proves(
            value = "ERR-RETRY-AFTER",
            needs = {Need.OVERLOAD, Need.OUTAGE, Need.HTTP})
    static void anOutageTellsWhenToComeBack(Stage stage) {
        hinted(stage, 503);
    }

    private static void hinted(Stage stage, int status) {
        stage.model().always(Situation.refuses(status, "7"));
        ProviderException failure =
                Expect.failure(ProviderException.class, () -> stage.provider().chat(impatient()));
        Expect.equal("the hint", Optional.of(Duration.ofSeconds(7)), failure.retryAfter());
    }

    /** With less time than the hint, so that nobody waits for it. */
    private static ChatRequest impatient() {
        return ChatRequest.of("Hello?").toBuilder()
                .timeout(Duration.ofSeconds(6))
                .build();
    }

    @Proves(value = "ERR-RETRYABLE", needs = Need.OVERLOAD)
    static void anOverloadIsWorthAnotherTry(Stage stage) {
        retryable(stage, true, 429);
    }

    @Proves(value = "ERR-RETRYABLE", needs = Need.OUTAGE)
    static void anOutageIsWorthAnotherTry(Stage stage) {
        retryable(stage, true, 503);
    }

    @Proves(value = "ERR-RETRYABLE", needs = Need.BAD_REQUEST)
    static void aMalformedRequestIsNotWorthAnotherTry(Stage stage) {
        retryable(stage, false, 400);
    }

    @Proves(value = "ERR-RETRYABLE", needs = Need.REJECTED_KEY)
    static void aRefusedKeyIsNotWorthAnotherTry(Stage stage) {
        retryable(stage, false, 401);
    }

    @Proves(
            value = "ERR-RETRYABLE",
            needs = {Need.HTTP, Need.SCRIPT})
    static void eachStatusTellsWhetherAnotherTryMakesSense(Stage stage) {
        retryable(stage, true, 500, 502, 504);
        retryable(stage, false, 402, 403, 404, 413, 422);
    }

    private static void retryable(Stage stage, boolean expected, int... statuses) {
        for (int status : statuses) {
            ProviderException failure = Failing.call(stage, status, ProviderException.class);
            Expect.equal("retryable() after " + status, expected, failure.retryable());
        }
    }
}
