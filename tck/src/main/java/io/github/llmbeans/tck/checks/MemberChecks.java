package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.Router;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;

/** The provider as a member of a router: deadlines, interrupts, names and the end. */
final class MemberChecks {
    private static final Duration LONG = Duration.ofSeconds(30);

    private MemberChecks() {}

    @Proves(value = "RTR-DEADLINE", needs = Need.SILENCE)
    static void theLastMemberKeepsToTheTimeThatIsLeft(Stage stage) {
        stage.model().always(new Situation.Silent());
        BaseProvider silent = stage.provider(config -> config.timeout(Duration.ofMinutes(5)));
        try (Router router = Members.router(Members.overloaded(), silent)) {
            Call<ChatResponse> call = stage.start(() -> router.chat(Members.request(Duration.ofSeconds(1))));
            Expect.failure(ProviderTimeoutException.class, call.ended());
        }
    }

    @Proves(
            value = "RTR-INTERRUPT",
            needs = {Need.RECORDING, Need.SILENCE})
    static void noOtherMemberIsAskedForACallerWhoHasLeft(Stage stage) {
        leaves(stage, false);
    }

    @Proves(
            value = "RTR-INTERRUPT",
            needs = {Need.RECORDING, Need.SILENCE})
    static void norIsOneWithinADeadline(Stage stage) {
        leaves(stage, true);
    }

    private static void leaves(Stage stage, boolean deadline) {
        stage.model().always(new Situation.Silent());
        try (Router router = Members.router(stage.provider(), Members.healthy())) {
            Call<ChatResponse> call =
                    stage.start(() -> router.chat(deadline ? Members.request(LONG) : Members.request()));
            stage.time()
                    .await(
                            "the request to reach the model",
                            () -> !stage.asked().isEmpty());
            call.interrupt();
            Expect.failure(ProviderInterruptedException.class, call.ended());
        }
    }

    @Proves("RTR-NAME-UNIQUE")
    static void aRouterTakesTwoInstancesOfDifferentNames(Stage stage) {
        BaseProvider second =
                stage.provider(stage.config().name(stage.name() + "b").build());
        try (Router router = Members.router(stage.provider(), second)) {
            Expect.equal("the number of members", 2, router.providers().size());
            router.chat(Members.request());
        }
    }

    @Proves("RTR-NAME-UNIQUE")
    static void aRouterRefusesASecondInstanceOfTheSameName(Stage stage) {
        BaseProvider second = stage.provider(config -> config);
        try (Router router = new Router("tck-router").addProvider(stage.provider())) {
            Expect.failure(IllegalArgumentException.class, () -> router.addProvider(second));
        }
    }

    @Proves("RTR-CLOSES-MEMBERS")
    static void aMemberIsClosedWithItsRouter(Stage stage) {
        BaseProvider member = stage.provider();
        try (Router router = Members.router(member, Members.healthy())) {
            router.chat(Members.request());
        }
        Expect.failure(IllegalStateException.class, () -> member.chat(Members.request()));
    }

    @Proves(value = "RTR-CLOSES-MEMBERS", needs = Need.OUTAGE)
    static void aMemberThatHasFailedIsClosedWithItsRouter(Stage stage) {
        stage.model().always(Situation.refuses(503));
        BaseProvider member = stage.provider();
        try (Router router = Members.router(member, Members.healthy())) {
            Ended.of(() -> router.chat(Members.request()));
        }
        Expect.failure(IllegalStateException.class, () -> member.chat(Members.request()));
    }
}
