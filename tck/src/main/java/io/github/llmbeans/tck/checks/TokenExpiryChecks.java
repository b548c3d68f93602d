package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.time.Duration;
import java.util.List;

/** The end of a token. */
final class TokenExpiryChecks {
    private static final Duration LIFE = Duration.ofSeconds(3);
    private static final Duration AFTERWARDS = LIFE.plusMillis(200);

    private TokenExpiryChecks() {}

    @Proves(
            value = "AUT-EXPIRED-NEVER-SENT",
            needs = {Need.HTTP, Need.TOKENS})
    static void afterItsEndATokenIsNotSent(Stage stage) {
        stage.tokens().lifetime(LIFE);
        BaseProvider provider = stage.provider();
        provider.generate("First?");
        List<String> old = stage.tokens().issued();
        int before = stage.requests(Endpoint.GENERATE).size();
        stage.time().pass(AFTERWARDS);
        provider.generate("Second?");
        expectNoneOf(old, stage, before);
    }

    @Proves(
            value = "AUT-EXPIRED-NEVER-SENT",
            needs = {Need.HTTP, Need.TOKENS})
    static void norIsItSentWhenThereIsNoNewOne(Stage stage) {
        stage.tokens().lifetime(LIFE);
        BaseProvider provider = stage.provider();
        provider.generate("First?");
        List<String> old = stage.tokens().issued();
        int before = stage.requests(Endpoint.GENERATE).size();
        stage.tokenEndpoint().always(Situation.refuses(503));
        stage.time().pass(AFTERWARDS);
        Expect.failure(ProviderException.class, () -> provider.generate("Second?"));
        expectNoneOf(old, stage, before);
    }

    @Proves(value = "AUT-SHORT-LIFETIME", needs = Need.TOKENS)
    static void aTokenOfTwentySecondsServesTenCalls(Stage stage) {
        expectFewTokens(stage, Duration.ofSeconds(20), 10);
    }

    @Proves(value = "AUT-SHORT-LIFETIME", needs = Need.TOKENS)
    static void aTokenOfFourSecondsServesEightCalls(Stage stage) {
        expectFewTokens(stage, Duration.ofSeconds(4), 8);
    }

    @Proves(value = "AUT-EXPIRED-ON-ARRIVAL", needs = Need.TOKENS)
    static void aTokenThatHasExpiredOnArrivalCausesNoLoop(Stage stage) {
        stage.tokens().lifetime(Duration.ofMinutes(-1));
        BaseProvider provider = stage.provider();
        Ended<String> call =
                stage.start(() -> provider.generate("What time is it?")).ended();
        Expect.that(
                "an answer or a ProviderException",
                call.thrown() == null || call.thrown() instanceof ProviderException,
                call.thrown());
        Rejections.expectAtMost(
                "token requests", 2, stage.requests(Endpoint.TOKEN).size());
    }

    /** A request that is started in the background gets time to arrive. */
    private static void expectFewTokens(Stage stage, Duration life, int calls) {
        stage.tokens().lifetime(life);
        BaseProvider provider = stage.provider();
        for (int i = 0; i < calls; i++) {
            int before = stage.requests(Endpoint.TOKEN).size();
            provider.generate("How late is it at call " + i + "?");
            stage.time()
                    .becomes(
                            Duration.ofMillis(100),
                            () -> stage.requests(Endpoint.TOKEN).size() > before);
        }
        Rejections.expectAtMost(
                "token requests for " + calls + " calls with a token of " + life,
                3,
                stage.requests(Endpoint.TOKEN).size());
    }

    private static void expectNoneOf(List<String> old, Stage stage, int before) {
        List<RecordedRequest> later =
                stage.requests(Endpoint.GENERATE).stream().skip(before).toList();
        Expect.that(
                "no request with the expired token",
                later.stream().noneMatch(request -> old.contains(stage.credential(request))),
                later);
    }
}
