package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Gate;
import java.time.Duration;
import java.util.List;

/** Many callers of one provider. */
final class ConcurrencyChecks {
    private static final int CALLERS = 20;
    private static final int TOGETHER = 10;
    private static final int FAILURES = 40;
    private static final Duration SHORT = Duration.ofSeconds(1);

    private ConcurrencyChecks() {}

    @Proves(value = "CON-OWN-ANSWERS", needs = Need.CHOSEN_ANSWER)
    static void eachCallerGetsTheAnswerToItsOwnPrompt(Stage stage) {
        stage.model().always(new Situation.Echoes());
        BaseProvider provider = stage.provider();
        for (int round = 0; round < 3; round++) {
            String start = "Round " + round + " of caller ";
            List<Call<String>> calls = Crowd.start(stage, CALLERS, i -> () -> provider.generate(start + i));
            for (int i = 0; i < CALLERS; i++) {
                Expect.equal("the answer", start + i, calls.get(i).answer());
            }
        }
    }

    @Proves(value = "CON-PARALLEL", needs = Need.HTTP)
    static void theRequestsOfTenCallersAreOpenAtOnce(Stage stage) {
        Gate gate = stage.gate();
        stage.model().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        List<Call<String>> calls = Crowd.ask(stage, TOGETHER);
        stage.time().becomes(stage.time().limit(), () -> gate.arrivals() >= TOGETHER);
        Expect.equal("the number of requests that are open at the model", TOGETHER, gate.arrivals());
        gate.open();
        calls.forEach(Call::answer);
    }

    @Proves(
            value = "CON-AFTER-FAILURES",
            needs = {Need.OUTAGE, Need.SCRIPT})
    static void fortyRefusalsUseNothingUp(Stage stage) {
        BaseProvider provider = stage.provider();
        stage.model().always(Situation.refuses(503));
        for (int i = 0; i < FAILURES; i++) {
            Expect.failure(ProviderUnavailableException.class, () -> provider.generate("Is it open?"));
        }
        expectAnswerAgain(stage, provider);
    }

    @Proves(
            value = "CON-AFTER-FAILURES",
            needs = {Need.HTTP, Need.SCRIPT})
    static void fortyBrokenConnectionsUseNothingUp(Stage stage) {
        BaseProvider provider = stage.provider();
        Fault[] faults = Fault.values();
        for (int i = 0; i < FAILURES; i++) {
            stage.model().always(new Situation.Breaks(faults[i % faults.length]));
            Expect.failure(ProviderException.class, () -> provider.generate("Is it open?"));
        }
        expectAnswerAgain(stage, provider);
    }

    @Proves(
            value = "CON-AFTER-FAILURES",
            needs = {Need.HTTP, Need.SCRIPT, Need.SILENCE})
    static void twentyTimeoutsUseNothingUp(Stage stage) {
        BaseProvider provider = stage.provider(config -> config.timeout(SHORT));
        stage.model().always(new Situation.Silent());
        List<Call<String>> calls = Crowd.start(stage, CALLERS, i -> () -> provider.generate("Is it open?"));
        calls.forEach(call -> Expect.failure(ProviderTimeoutException.class, call.ended()));
        expectAnswerAgain(stage, provider);
    }

    private static void expectAnswerAgain(Stage stage, BaseProvider provider) {
        stage.model().always(new Situation.Answers(stage.usual()));
        stage.start(() -> provider.generate("And now?")).answer();
    }
}
