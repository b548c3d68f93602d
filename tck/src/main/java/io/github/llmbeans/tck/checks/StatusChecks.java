package io.github.llmbeans.tck.checks;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.OptionalInt;

/** Which exception a status becomes. */
final class StatusChecks {
    private StatusChecks() {}

    @Proves(value = "ERR-BAD-REQUEST", needs = Need.BAD_REQUEST)
    static void aMalformedRequestIsTheCallersFault(Stage stage) {
        Failing.call(stage, 400, InvalidRequestException.class);
    }

    @Proves(value = "ERR-UNAUTHORIZED", needs = Need.REJECTED_KEY)
    static void anUnauthorizedCallFailsAsAuthentication(Stage stage) {
        Failing.call(stage, 401, AuthenticationException.class);
    }

    @Proves(
            value = "ERR-UNAUTHORIZED",
            needs = {Need.REJECTED_KEY, Need.TOKENS})
    static void aKeyThatIsRefusedForATokenFailsAsAuthentication(Stage stage) {
        stage.tokenEndpoint().always(Situation.refuses(401));
        Failing.call(stage.provider(), AuthenticationException.class);
    }

    @Proves(value = "ERR-PAYMENT-REQUIRED", needs = Need.HTTP)
    static void aUsedUpPackageIsNotWorthAnotherTry(Stage stage) {
        ProviderException failure = Failing.call(stage, 402, ProviderException.class);
        Expect.equal("the status", OptionalInt.of(402), failure.status());
        Expect.equal("retryable()", false, failure.retryable());
    }

    @Proves(value = "ERR-FORBIDDEN", needs = Need.HTTP)
    static void aForbiddenCallFailsAsAuthentication(Stage stage) {
        Failing.call(stage, 403, AuthenticationException.class);
    }

    @Proves(value = "ERR-NOT-FOUND", needs = Need.HTTP)
    static void anUnknownModelIsTheCallersFault(Stage stage) {
        Failing.call(stage, 404, InvalidRequestException.class);
    }

    @Proves(value = "ERR-REQUEST-TIMEOUT", needs = Need.HTTP)
    static void aTimeoutThatTheServerTellsIsATimeout(Stage stage) {
        Failing.call(stage, 408, ProviderTimeoutException.class);
    }

    @Proves(value = "ERR-TOO-LARGE", needs = Need.HTTP)
    static void aRequestThatIsTooLargeIsTheCallersFault(Stage stage) {
        Failing.call(stage, 413, InvalidRequestException.class);
    }

    @Proves(value = "ERR-UNPROCESSABLE", needs = Need.HTTP)
    static void anUnprocessableRequestIsTheCallersFault(Stage stage) {
        Failing.call(stage, 422, InvalidRequestException.class);
    }

    @Proves(value = "ERR-RATE-LIMIT", needs = Need.OVERLOAD)
    static void anOverloadedModelFailsAsRateLimit(Stage stage) {
        Failing.call(stage, 429, RateLimitException.class);
    }

    @Proves(value = "ERR-SERVER-ERROR", needs = Need.HTTP)
    static void anErrorOfTheServerFailsAsUnavailable(Stage stage) {
        Failing.call(stage, 500, ProviderUnavailableException.class);
    }

    @Proves(value = "ERR-GATEWAY", needs = Need.OUTAGE)
    static void aModelOutOfOrderFailsAsUnavailable(Stage stage) {
        Failing.call(stage, 503, ProviderUnavailableException.class);
    }

    @Proves(
            value = "ERR-GATEWAY",
            needs = {Need.HTTP, Need.SCRIPT})
    static void anErrorOfAGatewayFailsAsUnavailable(Stage stage) {
        Failing.call(stage, 502, ProviderUnavailableException.class);
        Failing.call(stage, 504, ProviderUnavailableException.class);
    }

    @Proves(
            value = "ERR-OTHER-STATUS",
            needs = {Need.HTTP, Need.SCRIPT})
    static void anUnknownRefusalKeepsItsStatus(Stage stage) {
        for (int status : new int[] {405, 409, 410, 418, 423, 451, 498}) {
            ProviderException failure = Failing.call(stage, status, ProviderException.class);
            Expect.equal("the status", OptionalInt.of(status), failure.status());
        }
    }

    @Proves(
            value = "ERR-OTHER-STATUS",
            needs = {Need.HTTP, Need.SCRIPT})
    static void anUnknownErrorOfTheServerFailsAsUnavailable(Stage stage) {
        for (int status : new int[] {501, 507, 520, 529, 599}) {
            ProviderException failure = Failing.call(stage, status, ProviderUnavailableException.class);
            Expect.equal("the status", OptionalInt.of(status), failure.status());
        }
    }
}
