package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Fault;

/** What is repeated, and how often. */
final class RetryChecks {
    private RetryChecks() {}

    @Proves(
            value = "RTY-OVERLOAD",
            needs = {Need.HTTP, Need.OVERLOAD, Need.RETRIES, Need.RECORDING})
    static void anOverloadPasses(Stage stage) {
        stage.model().next(Situation.refuses(429), Situation.refuses(429));
        stage.provider(config -> config.maxRetries(2)).generate("Hello?");
        sent(stage, 3);
    }

    @Proves(
            value = "RTY-OVERLOAD",
            needs = {Need.OVERLOAD, Need.RETRIES, Need.RECORDING})
    static void anOverloadIsMetWithARepeat(Stage stage) {
        stage.model().always(Situation.refuses(429));
        Failing.call(stage.provider(config -> config.maxRetries(1)), ProviderException.class);
        sent(stage, 2);
    }

    @Proves(
            value = "RTY-OUTAGE",
            needs = {Need.HTTP, Need.OUTAGE, Need.RETRIES, Need.RECORDING, Need.SCRIPT})
    static void anErrorOfTheServerPasses(Stage stage) {
        BaseProvider provider = stage.provider(config -> config.maxRetries(1));
        int expected = 0;
        for (int status : new int[] {500, 502, 503, 504}) {
            stage.model().next(Situation.refuses(status));
            Expect.answered(() -> provider.generate("Hello?"));
            expected += 2;
            sent(stage, expected);
        }
    }

    @Proves(
            value = "RTY-NOT-FOR-CALLERS",
            needs = {Need.BAD_REQUEST, Need.RETRIES, Need.RECORDING})
    static void aMalformedRequestIsSentOnce(Stage stage) {
        stage.model().always(Situation.refuses(400));
        Failing.call(stage.provider(config -> config.maxRetries(3)), ProviderException.class);
        sent(stage, 1);
    }

    @Proves(
            value = "RTY-NOT-FOR-CALLERS",
            needs = {Need.HTTP, Need.RETRIES, Need.RECORDING, Need.SCRIPT})
    static void aRequestThatIsTheCallersFaultIsSentOnce(Stage stage) {
        BaseProvider provider = stage.provider(config -> config.maxRetries(2));
        int expected = 0;
        for (int status : new int[] {400, 402, 403, 404, 413, 422}) {
            stage.model().always(Situation.refuses(status));
            Failing.call(provider, ProviderException.class);
            expected++;
            sent(stage, expected);
        }
    }

    @Proves(
            value = "RTY-LIMIT",
            needs = {Need.OUTAGE, Need.RETRIES, Need.RECORDING})
    static void aModelThatStaysDownSeesAsManyRequestsAsAllowed(Stage stage) {
        stage.model().always(Situation.refuses(503));
        Failing.call(stage.provider(config -> config.maxRetries(2)), ProviderException.class);
        sent(stage, 3);
    }

    @Proves(
            value = "RTY-ZERO",
            needs = {Need.OUTAGE, Need.RECORDING})
    static void withoutRetriesAnOutageIsSeenOnce(Stage stage) {
        stage.model().always(Situation.refuses(503));
        Failing.call(stage.provider(config -> config.maxRetries(0)), ProviderException.class);
        sent(stage, 1);
    }

    @Proves(
            value = "RTY-ZERO",
            needs = {Need.HTTP, Need.RECORDING})
    static void withoutRetriesAClosedConnectionIsSeenOnce(Stage stage) {
        stage.model().always(new Situation.Breaks(Fault.EMPTY_RESPONSE));
        Failing.call(stage.provider(config -> config.maxRetries(0)), ProviderException.class);
        sent(stage, 1);
    }

    private static void sent(Stage stage, int expected) {
        Expect.equal(
                "the number of requests that reach the model",
                expected,
                stage.asked().size());
    }
}
