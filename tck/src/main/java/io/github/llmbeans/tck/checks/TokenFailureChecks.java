package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A token endpoint that gives out no token. */
final class TokenFailureChecks {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration GRAIN = Duration.ofMillis(20);

    private TokenFailureChecks() {}

    @Proves(
            value = "AUT-KEY-REJECTED",
            needs = {Need.HTTP, Need.TOKENS})
    static void aWrongKeyEndsTheCallAtTheTokenEndpoint(Stage stage) {
        expectRejectedKey(stage, 0);
    }

    @Proves(
            value = "AUT-KEY-REJECTED",
            needs = {Need.HTTP, Need.TOKENS, Need.RETRIES})
    static void aWrongKeyIsNotTriedAgainWhateverTheRetries(Stage stage) {
        expectRejectedKey(stage, 2);
    }

    @Proves(
            value = "AUT-TOKEN-OUTAGE",
            needs = {Need.HTTP, Need.TOKENS})
    static void anOutageOfTheTokenEndpointIsAnOutage(Stage stage) {
        stage.tokenEndpoint().always(Situation.refuses(503));
        Expect.failure(
                ProviderUnavailableException.class, () -> stage.provider().generate("Is it open?"));
        expectModelUntouched(stage);
    }

    @Proves(value = "AUT-TOKEN-OVERLOAD", needs = Need.TOKENS)
    static void anOverloadOfTheTokenEndpointComesWithItsHint(Stage stage) {
        stage.tokenEndpoint().always(Situation.refuses(429, "7"));
        RateLimitException failure =
                Expect.failure(RateLimitException.class, () -> stage.provider().generate("Is it open?"));
        Expect.equal("the exception's retryAfter", Optional.of(Duration.ofSeconds(7)), failure.retryAfter());
    }

    @Proves(
            value = "AUT-TOKEN-GARBAGE",
            needs = {Need.HTTP, Need.TOKENS})
    static void aTokenAnswerThatCannotBeReadIsAFailureOfTheProvider(Stage stage) {
        List<Reply> garbage = List.of(
                Reply.html(200, "<html><body>Please log in</body></html>"),
                Reply.json(200, "{}"),
                Reply.json(200, "[1, 2]"),
                Reply.json(200, "{\"token\": "),
                Reply.json(200, ""));
        for (Reply reply : garbage) {
            stage.tokenEndpoint().always(new Situation.Sends(reply));
            BaseProvider provider = stage.provider(config -> config);
            Expect.failure(ProviderException.class, () -> provider.generate("Is it open?"));
        }
        expectModelUntouched(stage);
    }

    @Proves(value = "AUT-TOKEN-SILENT", needs = Need.TOKENS)
    static void aSilentTokenEndpointEndsTheCallAtItsDeadline(Stage stage) {
        stage.tokenEndpoint().always(new Situation.Silent());
        BaseProvider provider = stage.provider(config -> config.timeout(TIMEOUT));
        long start = System.nanoTime();
        Call<String> call = stage.start(() -> provider.generate("Is it open?"));
        Expect.failure(ProviderTimeoutException.class, call.ended());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Expect.that(
                "the call not to end before its deadline of " + TIMEOUT,
                took.plus(GRAIN).compareTo(TIMEOUT) >= 0,
                took);
    }

    private static void expectRejectedKey(Stage stage, int maxRetries) {
        stage.tokenEndpoint().always(Situation.refuses(401));
        Rejections.expectAuthenticationFailure(stage.provider(config -> config.maxRetries(maxRetries)));
        Expect.equal(
                "the number of token requests",
                1,
                stage.requests(Endpoint.TOKEN).size());
        expectModelUntouched(stage);
    }

    private static void expectModelUntouched(Stage stage) {
        Expect.equal(
                "the number of requests that reach the model",
                0,
                stage.requests(Endpoint.GENERATE).size());
    }
}
