package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;

/** Counting tokens keeps the rules of every call. */
final class CountCallChecks {
    private static final SideCalls.Ask ASK = provider -> provider.countTokens(List.of("One."));

    private CountCallChecks() {}

    @Proves(
            value = "CNT-FAILURES",
            needs = {Need.HTTP, Need.BAD_REQUEST})
    static void aMalformedRequestFailsAsItFailsChat(Stage stage) {
        SideCalls.failsAsChatFails(stage, 400, ASK);
    }

    @Proves(
            value = "CNT-FAILURES",
            needs = {Need.HTTP, Need.REJECTED_KEY})
    static void aRejectedKeyFailsAsItFailsChat(Stage stage) {
        SideCalls.failsAsChatFails(stage, 401, ASK);
    }

    @Proves(
            value = "CNT-FAILURES",
            needs = {Need.HTTP, Need.OVERLOAD})
    static void anOverloadedServerFailsAsItFailsChat(Stage stage) {
        SideCalls.failsAsChatFails(stage, 429, ASK);
    }

    @Proves(
            value = "CNT-FAILURES",
            needs = {Need.HTTP, Need.OUTAGE})
    static void anOutageFailsAsItFailsChat(Stage stage) {
        SideCalls.failsAsChatFails(stage, 503, ASK);
    }

    @Proves(
            value = "CNT-FAILURES",
            needs = {Need.HTTP, Need.REQUEST_ID})
    static void theFailureTellsTheServersId(Stage stage) {
        SideCalls.tellsTheRequestId(stage, ASK);
    }

    @Proves(
            value = "CNT-REPEATED",
            needs = {Need.HTTP, Need.RETRIES})
    static void anOutageThatPassesIsNotNoticed(Stage stage) {
        SideCalls.isRepeated(stage, Endpoint.TOKEN_COUNT, ASK);
    }

    @Proves(
            value = "CNT-REPEATED",
            needs = {Need.HTTP, Need.RETRIES})
    static void thereAreNoMoreAttemptsThanConfigured(Stage stage) {
        SideCalls.isRepeatedWithinItsLimit(stage, Endpoint.TOKEN_COUNT, ASK);
    }

    @Proves(
            value = "CNT-REPEATED",
            needs = {Need.HTTP, Need.RETRIES})
    static void aMalformedRequestIsSentOnce(Stage stage) {
        SideCalls.isNotRepeatedForTheCallersMistake(stage, Endpoint.TOKEN_COUNT, ASK);
    }

    @Proves(
            value = "CNT-REPEATED",
            needs = {Need.HTTP, Need.TOKENS})
    static void aRejectedTokenIsReplacedOnce(Stage stage) {
        SideCalls.isRepeatedWithANewToken(stage, Endpoint.TOKEN_COUNT, ASK);
    }

    @Proves(value = "CNT-TIMEOUT", needs = Need.HTTP)
    static void aSilentServerIsLeftAtTheTimeout(Stage stage) {
        SideCalls.endsAtTheTimeout(stage, ASK);
    }

    @Proves("CNT-CLOSED")
    static void aClosedProviderRefuses(Stage stage) {
        SideCalls.isRefusedAfterTheEnd(stage, ASK);
    }

    @Proves(value = "CNT-ERROR-ONCE", needs = Need.HTTP)
    static void aFailureIsOneError(Stage stage) {
        SideCalls.isOneError(stage, ASK);
    }
}
