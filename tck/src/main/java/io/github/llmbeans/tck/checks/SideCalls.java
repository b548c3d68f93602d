package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.List;

/** Calls that ask for no answer, and keep the rules of those that do. */
final class SideCalls {
    private SideCalls() {}

    /** A call to be looked at. */
    @FunctionalInterface
    interface Ask {
        Object of(BaseProvider provider);
    }

    static void failsAsChatFails(Stage stage, int status, Ask ask) {
        Situation refuses = Situation.refuses(status, "7");
        stage.model().always(refuses);
        stage.otherEndpoints().always(refuses);
        ProviderException chat = Failing.call(stage.provider(), ProviderException.class);
        ProviderException seen = Expect.failure(ProviderException.class, () -> ask.of(stage.provider()));
        Expect.equal("the exception for status " + status, chat.getClass(), seen.getClass());
        Expect.equal("its status", chat.status(), seen.status());
        Expect.equal("its provider", chat.provider(), seen.provider());
        Expect.equal("whether it is retryable", chat.retryable(), seen.retryable());
        Expect.equal("what the server asked for with Retry-After", chat.retryAfter(), seen.retryAfter());
        Expect.equal("its attempts", chat.attempts(), seen.attempts());
    }

    static void tellsTheRequestId(Stage stage, Ask ask) {
        stage.otherEndpoints().always(Situation.refuses(400));
        ProviderException seen = Expect.failure(ProviderException.class, () -> ask.of(stage.provider()));
        Expect.equal(
                "the request id of the exception",
                stage.usual().requestId(),
                seen.requestId().orElse("none"));
    }

    static void isRepeated(Stage stage, Endpoint endpoint, Ask ask) {
        stage.otherEndpoints().next(Situation.refuses(503));
        BaseProvider provider = stage.provider(config -> config.maxRetries(1));
        Expect.answered(() -> ask.of(provider));
        sent(stage, endpoint, 2);
    }

    static void isRepeatedWithinItsLimit(Stage stage, Endpoint endpoint, Ask ask) {
        stage.otherEndpoints().always(Situation.refuses(503));
        BaseProvider provider = stage.provider(config -> config.maxRetries(1));
        ProviderException seen = Expect.failure(ProviderException.class, () -> ask.of(provider));
        Expect.equal("the attempts that the exception tells", 2, seen.attempts());
        sent(stage, endpoint, 2);
    }

    static void isNotRepeatedForTheCallersMistake(Stage stage, Endpoint endpoint, Ask ask) {
        stage.otherEndpoints().always(Situation.refuses(400));
        BaseProvider provider = stage.provider(config -> config.maxRetries(2));
        Expect.failure(ProviderException.class, () -> ask.of(provider));
        sent(stage, endpoint, 1);
    }

    static void isRepeatedWithANewToken(Stage stage, Endpoint endpoint, Ask ask) {
        stage.otherEndpoints().next(Situation.refuses(401));
        Expect.answered(() -> ask.of(stage.provider()));
        sent(stage, endpoint, 2);
        Expect.equal(
                "the number of token requests",
                2,
                stage.requests(Endpoint.TOKEN).size());
    }

    private static void sent(Stage stage, Endpoint endpoint, int expected) {
        Expect.equal(
                "the number of requests of " + endpoint,
                expected,
                stage.requests(endpoint).size());
    }

    static void endsAtTheTimeout(Stage stage, Ask ask) {
        stage.otherEndpoints().always(new Situation.Silent());
        Duration timeout = Duration.ofSeconds(1);
        BaseProvider provider = stage.provider(config -> config.timeout(timeout));
        long start = System.nanoTime();
        Expect.failure(
                ProviderTimeoutException.class,
                stage.start(() -> ask.of(provider)).ended());
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        // Clocks that tick in milliseconds may be one ahead.
        Expect.that("a wait of " + timeout, waited.compareTo(timeout.minusMillis(2)) >= 0, waited);
    }

    static void isRefusedAfterTheEnd(Stage stage, Ask ask) {
        BaseProvider provider = stage.provider();
        provider.close();
        Expect.failure(IllegalStateException.class, () -> ask.of(provider));
    }

    /** None of these bodies can be an answer to anything. */
    static void isNotMadeOfWhatCannotBeRead(Stage stage, Ask ask) {
        for (Reply reply :
                List.of(Reply.json(200, "{\"tck\":"), Reply.json(200, "null"), Reply.html(200, "<html>Hello</html>"))) {
            stage.otherEndpoints().always(new Situation.Sends(reply));
            Expect.failure(ProviderException.class, () -> ask.of(stage.provider()));
        }
    }

    static void doesNotGenerate(Stage stage, Ask ask) {
        Expect.answered(() -> ask.of(stage.provider()));
        Expect.equal("the number of answers asked for", 0, stage.asked().size());
    }

    static void isOneError(Stage stage, Ask ask) {
        stage.otherEndpoints().always(Situation.refuses(503));
        BaseProvider provider = stage.provider(config -> config.maxRetries(1));
        OneError.of(stage, Expect.failure(ProviderException.class, () -> ask.of(provider)));
    }

    /** What a provider does with a call that it does not declare. */
    static void sendsNothing(Stage stage, Ask ask) {
        Ended.of(() -> ask.of(stage.provider()));
        Expect.equal("the number of requests", 0, stage.requests().size());
    }
}
