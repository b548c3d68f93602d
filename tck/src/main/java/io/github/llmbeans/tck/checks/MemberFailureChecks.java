package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.Router;
import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** The provider as a member of a router, when it fails. */
final class MemberFailureChecks {
    private MemberFailureChecks() {}

    @Proves(value = "RTR-FALLS-OVER", needs = Need.OUTAGE)
    static void theNextMemberAnswersWhenThisOneIsOutOfOrder(Stage stage) {
        stage.model().always(Situation.refuses(503));
        theNextAnswers(stage, stage.provider());
    }

    @Proves(value = "RTR-FALLS-OVER", needs = Need.HTTP)
    static void theNextMemberAnswersWhenNobodyListens(Stage stage) {
        URI nowhere = stage.nowhere();
        theNextAnswers(stage, stage.provider(config -> config.baseUrl(nowhere).authUrl(nowhere)));
    }

    @Proves(value = "RTR-FALLS-OVER", needs = Need.OUTAGE)
    static void theNextMemberAnswersAlsoWhenThisOneIsInARouterOfItsOwn(Stage stage) {
        stage.model().always(Situation.refuses(503));
        theNextAnswers(stage, new Router("tck-inner").addProvider(stage.provider()));
    }

    @Proves(value = "RTR-FALLS-OVER-OVERLOAD", needs = Need.OVERLOAD)
    static void theNextMemberAnswersWhenThisOneIsOverloaded(Stage stage) {
        stage.model().always(Situation.refuses(429, "1"));
        theNextAnswers(stage, stage.provider());
    }

    @Proves(value = "RTR-FALLS-OVER-KEY", needs = Need.REJECTED_KEY)
    static void theNextMemberAnswersWhenTheKeyOfThisOneIsNotAccepted(Stage stage) {
        stage.model().always(Situation.refuses(401));
        theNextAnswers(stage, stage.provider());
    }

    @Proves(
            value = "RTR-FALLS-OVER-KEY",
            needs = {Need.HTTP, Need.TOKENS})
    static void theNextMemberAnswersWhenThisOneGetsNoToken(Stage stage) {
        stage.tokenEndpoint().always(Situation.refuses(401));
        theNextAnswers(stage, stage.provider());
    }

    /** Each time by a router of its own: one that has been told when to come back would not ask again. */
    private static void theNextAnswers(Stage stage, BaseProvider failing) {
        Expect.equal(
                "the answer of the router",
                Members.OTHER_ANSWER,
                Expect.success(Ended.of(() -> open(failing).chat(Members.request())))
                        .text());
        Expect.equal(
                "the answer of the router within a deadline",
                Members.OTHER_ANSWER,
                Expect.success(Ended.of(() -> open(failing).chat(Members.patient())))
                        .text());
        Expect.equal(
                "the later answer of the router",
                Members.OTHER_ANSWER,
                Expect.success(Later.of(stage, () -> open(failing).chatAsync(Members.patient())))
                        .text());
    }

    private static Router open(BaseProvider failing) {
        return Routed.by(RoutingStrategy.ORDERED).router().addProvider(failing).addProvider(Members.healthy());
    }

    @Proves(value = "RTR-LAST-ERROR", needs = Need.OUTAGE)
    static void theFailureOfTheLastMemberTellsOfTheOthers(Stage stage) {
        stage.model().always(Situation.refuses(503));
        try (Router router = Members.router(Members.overloaded(), stage.provider())) {
            for (int call = 1; call <= 2; call++) {
                ProviderException last = Expect.failure(ProviderException.class, () -> router.chat(Members.request()));
                Expect.that("the failure of the last member", !last.provider().equals("tck-other"), last);
                List<String> others = Arrays.stream(last.getSuppressed())
                        .filter(ProviderException.class::isInstance)
                        .map(e -> ((ProviderException) e).provider())
                        .filter("tck-other"::equals)
                        .toList();
                Expect.equal(
                        "the suppressed failures of the other member in call " + call, List.of("tck-other"), others);
            }
        }
    }
}
