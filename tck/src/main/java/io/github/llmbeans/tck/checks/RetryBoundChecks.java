package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Refusal;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;

/** What bounds repeats as a whole. */
final class RetryBoundChecks {
    private RetryBoundChecks() {}

    @Proves(
            value = "RTY-ONE-DEADLINE",
            needs = {Need.OVERLOAD, Need.RETRIES, Need.RECORDING})
    static void oneDeadlineSpansAllAttemptsAndPauses(Stage stage) {
        stage.model().always(Situation.refuses(429, "1"));
        failsWithin(stage, Duration.ofMillis(1500));
        int sent = stage.asked().size();
        Expect.that("at most 2 requests within 1.5 s, each 1 s after the one before", sent <= 2, sent + " requests");
    }

    @Proves(
            value = "RTY-ONE-DEADLINE",
            needs = {Need.SILENCE, Need.RETRIES, Need.RECORDING})
    static void anAttemptThatHasUsedUpTheTimeIsTheLast(Stage stage) {
        stage.model().always(new Situation.Silent());
        failsWithin(stage, Duration.ofMillis(1500));
        int sent = stage.asked().size();
        Expect.that("at most 1 request to a server that keeps silent", sent <= 1, sent + " requests");
    }

    /** The two answers take 1.4 s at least, so whoever gets the second one has waited for longer than 1 s. */
    @Proves(
            value = "RTY-ONE-DEADLINE",
            needs = {Need.HTTP, Need.RETRIES})
    static void anAnswerThatComesAfterTheDeadlineOfTheWholeCallComesTooLate(Stage stage) {
        Duration each = Duration.ofMillis(700);
        stage.model()
                .next(
                        new Situation.Sends(stage.dialect()
                                .refusal(new Refusal(
                                        Endpoint.GENERATE,
                                        503,
                                        "try again",
                                        stage.usual().requestId()))
                                .header("Retry-After", "0")
                                .after(each)),
                        new Situation.Sends(
                                stage.dialect().answer(stage.usual()).after(each)));
        failsWithin(stage, Duration.ofSeconds(1));
    }

    private static void failsWithin(Stage stage, Duration timeout) {
        BaseProvider provider = stage.provider(config -> config.maxRetries(5));
        ChatRequest request =
                ChatRequest.of("Hello?").toBuilder().timeout(timeout).build();
        Call<?> call = stage.start(() -> provider.chat(request));
        Expect.failure(ProviderException.class, call.ended());
    }

    @Proves(
            value = "RTY-TOKEN-LIMIT",
            needs = {Need.TOKENS, Need.OUTAGE, Need.RETRIES})
    static void aTokenEndpointThatStaysDownSeesNoMoreRequestsThanAllowed(Stage stage) {
        stage.tokenEndpoint().always(Situation.refuses(503));
        Failing.call(stage.provider(config -> config.maxRetries(1)), ProviderUnavailableException.class);
        int sent = stage.requests(Endpoint.TOKEN).size();
        Expect.that("at most 2 requests for a token", sent <= 2, sent + " requests");
    }
}
