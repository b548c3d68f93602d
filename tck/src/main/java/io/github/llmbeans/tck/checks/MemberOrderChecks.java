package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderMetrics;
import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;

/** When the provider is asked as one of several: in its turn, last, or not at all for a while. */
final class MemberOrderChecks {
    private static final int ROUNDS = 3;

    private MemberOrderChecks() {}

    @Proves("RTR-STRATEGIES")
    static void twoInstancesAreAskedInTurn(Stage stage) {
        Routed routed = Routed.by(RoutingStrategy.ROUND_ROBIN);
        String second = stage.name() + "b";
        routed.router()
                .addProvider(stage.provider())
                .addProvider(stage.provider(stage.config().name(second).build()));
        for (int round = 1; round <= ROUNDS; round++) {
            for (Kind kind : Kind.values()) {
                kind.ask(stage, routed.router(), Members.patient()).answer();
                kind.ask(stage, routed.router(), Members.patient()).answer();
            }
            long each = (long) round * Kind.values().length;
            Expect.equal("the answers of the first", each, routed.answered(stage.name()));
            Expect.equal("the answers of the second", each, routed.answered(second));
        }
    }

    @Proves(
            value = "RTR-STRATEGIES",
            needs = {Need.OUTAGE, Need.SCRIPT})
    static void whenTheBestIsAskedFirstOneThatFailsComesLastUntilItGetsAChance(Stage stage) {
        for (Kind kind : Kind.values()) {
            stage.model().always(Situation.refuses(503));
            BaseProvider provider = stage.provider(config -> config);
            Routed routed = Routed.by(RoutingStrategy.BEST_AVAILABLE);
            routed.router().addProvider(provider).addProvider(Members.healthy());
            for (int call = 0; call < ROUNDS; call++) {
                kind.ask(stage, routed.router(), Members.patient()).answer();
            }
            Expect.equal(
                    "how often it is asked in " + ROUNDS + " " + kind + " calls",
                    1L,
                    routed.figures(stage.name()).failedInAll());
            stage.model().always(new Situation.Answers(stage.usual()));
            routed.pass(Duration.ofMinutes(2));
            kind.ask(stage, routed.router(), Members.patient()).answer();
            Expect.equal("its answers when it gets a chance", 1L, routed.answered(stage.name()));
        }
    }

    @Proves(
            value = "RTR-STRATEGIES",
            needs = {Need.OUTAGE, Need.SCRIPT})
    static void whenTheFirstAvailableIsAskedOneThatIsNotHealthyIsPassedOverUntilItIs(Stage stage) {
        stage.everywhere(Situation.refuses(503));
        Routed routed = Routed.by(RoutingStrategy.FIRST_AVAILABLE);
        routed.router().addProvider(stage.provider()).addProvider(Members.healthy());
        routed.router().chat(Members.patient());
        Expect.equal(
                "how often it is asked while its health check is negative",
                0L,
                routed.figures(stage.name()).ended());
        stage.everywhere(new Situation.Answers(stage.usual()));
        stage.time().await("the router to ask it first when its health check is positive", () -> {
            routed.pass(Duration.ofSeconds(11));
            routed.router().chat(Members.patient());
            return routed.answered(stage.name()) > 0;
        });
    }

    @Proves(value = "RTR-PASSED-OVER", needs = Need.OVERLOAD)
    static void oneThatIsOverloadedIsNotAskedBeforeTheTimeThatItHasNamed(Stage stage) {
        stage.model().always(Situation.refuses(429, "20"));
        for (Kind kind : Kind.values()) {
            isPassedOver(stage, kind);
        }
    }

    @Proves(
            value = "RTR-PASSED-OVER",
            needs = {Need.HTTP, Need.OUTAGE})
    static void norIsOneThatIsOutOfOrderAndSaysForHowLong(Stage stage) {
        stage.model().always(Situation.refuses(503, "20"));
        isPassedOver(stage, Kind.BLOCKING);
    }

    private static void isPassedOver(Stage stage, Kind kind) {
        Routed routed = Routed.by(RoutingStrategy.ORDERED);
        routed.router().addProvider(stage.provider(config -> config)).addProvider(Members.healthy());
        ask(stage, kind, routed, 1);
        ProviderMetrics figures = routed.metrics(stage.name());
        Duration named = figures.passedOver();
        Expect.that("a time for which it is passed over after a call that is " + kind, named != null, figures);
        ask(stage, kind, routed, 1);
        routed.pass(named.minusMillis(1));
        ask(stage, kind, routed, 1);
        routed.pass(Duration.ofMillis(1));
        ask(stage, kind, routed, 2);
    }

    private static void ask(Stage stage, Kind kind, Routed routed, long failures) {
        kind.ask(stage, routed.router(), Members.patient()).answer();
        Expect.equal(
                "how often it is asked " + kind + " in all",
                failures,
                routed.figures(stage.name()).failedInAll());
    }
}
