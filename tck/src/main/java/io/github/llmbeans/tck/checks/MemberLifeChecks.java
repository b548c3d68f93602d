package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Router;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;

/** The health of a router that stands on this provider, and a provider that is taken out while it answers. */
final class MemberLifeChecks {
    private MemberLifeChecks() {}

    @Proves("RTR-HEALTH")
    static void aRouterIsHealthyWhileThisMemberIs(Stage stage) {
        try (Router router = Members.router(Members.ill(), stage.provider())) {
            stage.time().await("healthCheck() of the router to be true", router::healthCheck);
        }
    }

    @Proves(
            value = "RTR-HEALTH",
            needs = {Need.OUTAGE, Need.SCRIPT})
    static void aRouterIsHealthyAgainWhenThisMemberIsAlthoughNoCallHasReachedIt(Stage stage) {
        stage.everywhere(Situation.refuses(503));
        try (Router router = Members.router(Members.ill(), stage.provider())) {
            Expect.equal("healthCheck() of a router whose members all are ill", false, router.healthCheck());
            Ended.of(() -> stage.provider().chat(Members.request()));
            Ended.of(() -> stage.provider().chat(Members.patient()));
            stage.everywhere(new Situation.Answers(stage.usual()));
            stage.time().await("healthCheck() of the router to be true again", router::healthCheck);
        }
    }

    @Proves(
            value = "RTR-REMOVED",
            needs = {Need.HTTP, Need.SCRIPT})
    static void aCallGoesOnWhenItsMemberIsTakenOut(Stage stage) {
        for (Kind kind : Kind.values()) {
            Gate gate = stage.gate();
            stage.model().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
            BaseProvider provider = stage.provider(config -> config);
            try (Router router = Members.router(provider, Members.healthy())) {
                Call<?> call = kind.ask(stage, router, Members.patient());
                stage.awaitArrivals(gate, 1);
                router.removeProvider(stage.name());
                gate.open();
                call.answer();
                Expect.equal(
                        "the calls of the other member",
                        0L,
                        router.metrics().get("tck-other").calls().ended());
                router.chat(Members.patient());
                Expect.equal("the requests after it was taken out", 1, gate.arrivals());
            }
            provider.chat(Members.patient());
        }
    }

    @Proves(
            value = "RTR-REMOVED",
            needs = {Need.HTTP, Need.SCRIPT})
    static void theNextMemberAnswersWhenItIsClosedBesides(Stage stage) {
        for (Kind kind : Kind.values()) {
            Gate gate = stage.gate();
            stage.model().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
            BaseProvider provider = stage.provider(config -> config);
            try (Router router = Members.router(provider, Members.healthy())) {
                Call<?> call = kind.ask(stage, router, Members.patient());
                stage.awaitArrivals(gate, 1);
                router.removeProvider(stage.name()).ifPresent(BaseProvider::close);
                call.answer();
                Expect.equal(
                        "the answers of the other member",
                        1L,
                        router.metrics().get("tck-other").calls().answered());
            }
        }
    }
}
