package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A health check ends, well, and disturbs nobody. */
final class HealthLimitChecks {
    /** Three times the usual limit of a health check, and a quarter of the call's in these checks. */
    private static final Duration LONG = Duration.ofSeconds(15);

    private static final Duration USUAL = Duration.ofSeconds(7);
    private static final Duration CALL = Duration.ofSeconds(60);

    private HealthLimitChecks() {}

    @Proves(value = "HLT-NEVER-THROWS", needs = Need.BAD_REQUEST)
    static void aHealthCheckReturnsInFaceOfABadRequest(Stage stage) {
        expectReturn(stage, 400);
    }

    @Proves(value = "HLT-NEVER-THROWS", needs = Need.REJECTED_KEY)
    static void aHealthCheckReturnsInFaceOfARejectedKey(Stage stage) {
        expectReturn(stage, 401);
    }

    @Proves(value = "HLT-NEVER-THROWS", needs = Need.OVERLOAD)
    static void aHealthCheckReturnsInAnOverload(Stage stage) {
        expectReturn(stage, 429);
    }

    @Proves(value = "HLT-NEVER-THROWS", needs = Need.OUTAGE)
    static void aHealthCheckReturnsInAnOutage(Stage stage) {
        expectReturn(stage, 503);
    }

    @Proves(
            value = "HLT-NEVER-THROWS",
            needs = {Need.SCRIPT, Need.HTTP})
    static void aHealthCheckReturnsWhateverComesBack(Stage stage) {
        List<Situation> situations = new ArrayList<>();
        Stream.of(Fault.values()).map(Situation.Breaks::new).forEach(situations::add);
        for (Reply reply : List.of(
                Reply.of(302),
                Reply.of(404),
                Reply.of(500),
                Reply.html(200, "<html><body>Please log in</body></html>"),
                Reply.json(200, "[1, 2]"),
                Reply.json(200, "{\"data\": "))) {
            situations.add(new Situation.Sends(reply));
        }
        for (Situation situation : situations) {
            stage.everywhere(situation);
            expectTrueOrFalse("a server that does " + situation, stage.provider(config -> config));
        }
        expectTrueOrFalse(
                "a server that is not there",
                stage.provider(config -> config.baseUrl(stage.nowhere()).authUrl(stage.nowhere())));
    }

    @Proves(value = "HLT-BOUNDED", needs = Need.SILENCE)
    static void aHealthCheckOfASilentServerEndsByItself(Stage stage) {
        stage.everywhere(new Situation.Silent());
        BaseProvider provider = stage.provider(config -> config.timeout(CALL));
        Call<Boolean> check = stage.start(provider::healthCheck);
        stage.time().becomes(patience(stage, LONG), check::done);
        Expect.that(
                "healthCheck() to end by itself long before the call's limit of " + CALL,
                check.done(),
                "that it was still running after " + patience(stage, LONG));
        Expect.equal("healthCheck()", false, check.answer());
    }

    @Proves(
            value = "HLT-CALLS-UNTOUCHED",
            needs = {Need.HTTP, Need.SCRIPT})
    static void aCallThatRunsOutlivesAHealthCheckThatFails(Stage stage) {
        Gate gate = stage.gate();
        stage.model().next(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        BaseProvider provider = stage.provider(config -> config.timeout(CALL));
        Call<String> call = stage.start(() -> provider.generate("What takes so long?"));
        stage.awaitArrivals(gate, 1);
        stage.everywhere(new Situation.Silent());
        Call<Boolean> check = stage.start(provider::healthCheck);
        stage.time().becomes(patience(stage, USUAL), check::done);
        stage.time().quiet();
        gate.open();
        call.answer();
    }

    /** Never shorter than said: the limit of a health check is the provider's, not the run's. */
    private static Duration patience(Stage stage, Duration wait) {
        Duration scaled = stage.time().scaled(wait);
        return scaled.compareTo(wait) > 0 ? scaled : wait;
    }

    private static void expectReturn(Stage stage, int status) {
        stage.everywhere(Situation.refuses(status));
        expectTrueOrFalse("a server that refuses with " + status, stage.provider());
    }

    private static void expectTrueOrFalse(String server, BaseProvider provider) {
        Ended<Boolean> check = Ended.of(provider::healthCheck);
        Expect.that("healthCheck() to return with " + server, check.thrown() == null, check.thrown());
    }
}
