package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;

/** What becomes of calls whose server takes its time. */
final class SlowServerChecks {
    private static final Duration PATIENCE = Duration.ofMillis(600);
    /** Clocks have steps. */
    private static final Duration STEP = Duration.ofMillis(20);

    private SlowServerChecks() {}

    @Proves(value = "ERR-SILENT-SERVER", needs = Need.SILENCE)
    static void aSilentModelIsGivenUpAtTheDeadline(Stage stage) {
        stage.model().always(new Situation.Silent());
        givenUp(stage);
    }

    @Proves(
            value = "ERR-SILENT-SERVER",
            needs = {Need.SILENCE, Need.TOKENS})
    static void aSilentTokenEndpointIsGivenUpAtTheDeadline(Stage stage) {
        stage.tokenEndpoint().always(new Situation.Silent());
        givenUp(stage);
    }

    private static void givenUp(Stage stage) {
        stage.provider();
        long start = System.nanoTime();
        timeout(stage, PATIENCE);
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        Expect.that(
                "a wait of at least " + PATIENCE,
                waited.compareTo(PATIENCE.minus(STEP)) >= 0,
                "that the call was given up after " + waited);
    }

    @Proves(value = "ERR-SLOW-ANSWER", needs = Need.HTTP)
    static void anAnswerThatDripsInIsGivenUpAtTheDeadline(Stage stage) {
        Duration dripping = stage.time().limit().multipliedBy(2);
        Reply answer = stage.dialect().answer(stage.usual().withText("drip ".repeat(200)));
        stage.model().always(new Situation.Sends(answer.dribble(200, dripping)));
        timeout(stage, Duration.ofMillis(1500));
    }

    private static void timeout(Stage stage, Duration timeout) {
        ChatRequest request =
                ChatRequest.of("Hello?").toBuilder().timeout(timeout).build();
        Ended<?> ended = stage.start(() -> stage.provider().chat(request)).ended();
        Expect.failure(ProviderTimeoutException.class, ended);
    }
}
