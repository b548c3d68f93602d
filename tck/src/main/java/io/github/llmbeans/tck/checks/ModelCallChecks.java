package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;

/** Asking for the models keeps the rules of every call. */
final class ModelCallChecks {
    private static final SideCalls.Ask ASK = provider -> provider.models();

    private ModelCallChecks() {}

    @Proves(
            value = "MOD-FAILURES",
            needs = {Need.HTTP, Need.BAD_REQUEST})
    static void aMalformedRequestFailsAsItFailsChat(Stage stage) {
        SideCalls.failsAsChatFails(stage, 400, ASK);
    }

    @Proves(
            value = "MOD-FAILURES",
            needs = {Need.HTTP, Need.REJECTED_KEY})
    static void aRejectedKeyFailsAsItFailsChat(Stage stage) {
        SideCalls.failsAsChatFails(stage, 401, ASK);
    }

    @Proves(
            value = "MOD-FAILURES",
            needs = {Need.HTTP, Need.OVERLOAD})
    static void anOverloadedServerFailsAsItFailsChat(Stage stage) {
        SideCalls.failsAsChatFails(stage, 429, ASK);
    }

    @Proves(
            value = "MOD-FAILURES",
            needs = {Need.HTTP, Need.OUTAGE})
    static void anOutageFailsAsItFailsChat(Stage stage) {
        SideCalls.failsAsChatFails(stage, 503, ASK);
    }

    @Proves(
            value = "MOD-FAILURES",
            needs = {Need.HTTP, Need.REQUEST_ID})
    static void theFailureTellsTheServersId(Stage stage) {
        SideCalls.tellsTheRequestId(stage, ASK);
    }

    @Proves(
            value = "MOD-REPEATED",
            needs = {Need.HTTP, Need.RETRIES})
    static void anOutageThatPassesIsNotNoticed(Stage stage) {
        SideCalls.isRepeated(stage, Endpoint.MODELS, ASK);
    }

    @Proves(
            value = "MOD-REPEATED",
            needs = {Need.HTTP, Need.RETRIES})
    static void thereAreNoMoreAttemptsThanConfigured(Stage stage) {
        SideCalls.isRepeatedWithinItsLimit(stage, Endpoint.MODELS, ASK);
    }

    @Proves(
            value = "MOD-REPEATED",
            needs = {Need.HTTP, Need.RETRIES})
    static void aMalformedRequestIsSentOnce(Stage stage) {
        SideCalls.isNotRepeatedForTheCallersMistake(stage, Endpoint.MODELS, ASK);
    }

    @Proves(
            value = "MOD-REPEATED",
            needs = {Need.HTTP, Need.TOKENS})
    static void aRejectedTokenIsReplacedOnce(Stage stage) {
        SideCalls.isRepeatedWithANewToken(stage, Endpoint.MODELS, ASK);
    }

    @Proves(value = "MOD-TIMEOUT", needs = Need.HTTP)
    static void aSilentServerIsLeftAtTheTimeout(Stage stage) {
        SideCalls.endsAtTheTimeout(stage, ASK);
    }

    @Proves("MOD-CLOSED")
    static void aClosedProviderRefuses(Stage stage) {
        SideCalls.isRefusedAfterTheEnd(stage, ASK);
    }

    @Proves(value = "MOD-ERROR-ONCE", needs = Need.HTTP)
    static void aFailureIsOneError(Stage stage) {
        SideCalls.isOneError(stage, ASK);
    }
}
