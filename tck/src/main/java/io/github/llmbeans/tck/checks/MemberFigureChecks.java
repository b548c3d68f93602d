package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.HealthStatus;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderMetrics;
import io.github.llmbeans.ProviderMetrics.FailureKind;
import io.github.llmbeans.Router;
import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;
import java.util.Map;

/** What a router counts of this provider: exactly what has been. */
final class MemberFigureChecks {
    private static final int ROUNDS = 3;

    private MemberFigureChecks() {}

    @Proves("RTR-FIGURES-ANSWERS")
    static void eachAnswerCountsOnceHoweverItWasAskedFor(Stage stage) {
        Routed routed = alone(stage);
        for (int round = 0; round < ROUNDS; round++) {
            for (Kind kind : Kind.values()) {
                kind.ask(stage, routed.router(), Members.patient()).answer();
            }
        }
        Expect.equal(
                "what the router has counted",
                new ProviderMetrics.Calls((long) ROUNDS * Kind.values().length, Map.of(), 0, 0, 0),
                routed.figures(stage.name()));
    }

    @Proves(value = "RTR-FIGURES-TOKENS", needs = Need.CHOSEN_ANSWER)
    static void theTokensAreThoseOfTheAnswersHoweverTheyWereAskedFor(Stage stage) {
        stage.model().always(new Situation.Answers(stage.usual().withUsage(new Usage(101, 33, 134, 0))));
        Routed routed = alone(stage);
        for (int calls = 1; calls <= Kind.values().length; calls++) {
            Kind kind = Kind.values()[calls - 1];
            kind.ask(stage, routed.router(), Members.patient()).answer();
            ProviderMetrics.Tokens tokens = routed.metrics(stage.name()).tokens();
            Expect.equal("the tokens of the prompts after a call that is " + kind, 101L * calls, tokens.prompt());
            Expect.equal("the tokens of the answers after a call that is " + kind, 33L * calls, tokens.completion());
        }
    }

    @Proves(value = "RTR-FIGURES-FAILURES", needs = Need.OUTAGE)
    static void anOutageCountsAsWhatItIs(Stage stage) {
        countsAs(stage, Situation.refuses(503), FailureKind.UNAVAILABLE, 1);
    }

    @Proves(value = "RTR-FIGURES-FAILURES", needs = Need.OVERLOAD)
    static void soDoesAnOverload(Stage stage) {
        countsAs(stage, Situation.refuses(429, "1"), FailureKind.RATE_LIMIT, 1);
    }

    @Proves(value = "RTR-FIGURES-FAILURES", needs = Need.REJECTED_KEY)
    static void soDoesARejectedKey(Stage stage) {
        countsAs(stage, Situation.refuses(401), FailureKind.AUTHENTICATION, 1);
    }

    @Proves(value = "RTR-FIGURES-FAILURES", needs = Need.BAD_REQUEST)
    static void aBadRequestIsNoErrorOfTheProvider(Stage stage) {
        countsAs(stage, Situation.refuses(400), FailureKind.INVALID_REQUEST, 0);
    }

    @Proves(
            value = "RTR-FIGURES-FAILURES",
            needs = {Need.SILENCE, Need.RECORDING})
    static void aTimeoutCountsAsWhatItIs(Stage stage) {
        stage.model().always(new Situation.Silent());
        for (Kind kind : Kind.values()) {
            failsAs(stage, kind, Members.request(Duration.ofMillis(500)), FailureKind.TIMEOUT, 1);
        }
    }

    private static void countsAs(Stage stage, Situation situation, FailureKind failure, long errors) {
        stage.model().always(situation);
        for (Kind kind : Kind.values()) {
            failsAs(stage, kind, Members.patient(), failure, errors);
        }
    }

    private static void failsAs(Stage stage, Kind kind, ChatRequest request, FailureKind failure, long errors) {
        Routed routed = Routed.by(RoutingStrategy.ORDERED);
        routed.router().addProvider(stage.provider(config -> config));
        Ended<?> ended = kind.ask(stage, routed.router(), request).ended();
        Expect.failure(ProviderException.class, ended);
        Expect.equal(
                "what the router has counted of a call that is " + kind,
                new ProviderMetrics.Calls(0, Map.of(failure, 1L), 0, 0, 0),
                routed.figures(stage.name()));
        Expect.equal(
                "the errors of the last minute after a call that is " + kind,
                errors,
                routed.metrics(stage.name()).recent().errors());
    }

    @Proves("RTR-FIGURES-REFUSED")
    static void whatItRefusesGoesToTheNextMemberAndIsNoFailure(Stage stage) {
        Routed routed = alone(stage);
        Router router = routed.router().addProvider(Members.undemanding());
        ChatRequest unknown = Members.patient().toBuilder()
                .params(GenerationParams.builder().option("tck_unknown", 1).build())
                .build();
        for (int round = 0; round < ROUNDS; round++) {
            for (Kind kind : Kind.values()) {
                kind.ask(stage, router, unknown).answer();
            }
        }
        ProviderMetrics figures = routed.metrics(stage.name());
        Expect.equal(
                "what the router has counted",
                new ProviderMetrics.Calls(0, Map.of(), 0, (long) ROUNDS * Kind.values().length, 0),
                figures.calls());
        Expect.equal("how well it is said to do", HealthStatus.HEALTHY, figures.status());
    }

    private static Routed alone(Stage stage) {
        Routed routed = Routed.by(RoutingStrategy.ORDERED);
        BaseProvider provider = stage.provider();
        routed.router().addProvider(provider);
        return routed;
    }
}
