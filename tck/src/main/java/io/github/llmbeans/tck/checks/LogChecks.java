package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Logs;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.ArrayList;
import java.util.List;

/** Lines of level ERROR: one for each call that fails, none for anything else. */
final class LogChecks {
    private LogChecks() {}

    @Proves(value = "TEL-ERROR-ONCE", needs = Need.OUTAGE)
    static void aFailedCallIsOneError(Stage stage) {
        stage.model().always(Situation.refuses(503));
        isOneError(stage, stage.provider());
    }

    @Proves(
            value = "TEL-ERROR-ONCE",
            needs = {Need.OUTAGE, Need.RETRIES})
    static void aCallThatFailsInAllItsAttemptsIsOneErrorToo(Stage stage) {
        stage.model().always(Situation.refuses(503));
        isOneError(stage, stage.provider(config -> config.maxRetries(1)));
    }

    @Proves(value = "TEL-ERROR-ONCE", needs = Need.REJECTED_KEY)
    static void aRejectedKeyIsOneError(Stage stage) {
        stage.model().always(Situation.refuses(401));
        isOneError(stage, stage.provider());
    }

    @Proves(
            value = "TEL-ERROR-ONCE",
            needs = {Need.HTTP, Need.TOKENS})
    static void aCallThatGetsNoTokenIsOneError(Stage stage) {
        stage.tokenEndpoint().always(Situation.refuses(503));
        isOneError(stage, stage.provider());
    }

    @Proves(value = "TEL-ERROR-ONCE", needs = Need.OUTAGE)
    static void anAsynchronousCallThatFailsIsOneError(Stage stage) {
        stage.model().always(Situation.refuses(503));
        BaseProvider provider = stage.provider();
        ProviderException thrown = Expect.failure(
                ProviderException.class, Later.of(stage, () -> provider.chatAsync(ChatRequest.of("Anybody?"))));
        stage.time()
                .becomes(
                        stage.time().limit(),
                        () -> !stage.logs().errors(thrown.provider()).isEmpty());
        are(stage, 1, thrown);
    }

    @Proves(
            value = "TEL-ERROR-REQUEST-ID",
            needs = {Need.BAD_REQUEST, Need.REQUEST_ID})
    static void theErrorHoldsTheIdOfTheRequest(Stage stage) {
        stage.model().always(Situation.refuses(400));
        BaseProvider provider = stage.provider();
        ProviderException thrown = Expect.failure(ProviderException.class, () -> provider.generate("Anybody?"));
        List<Logs.Line> errors = stage.logs().errors(thrown.provider());
        Expect.that(
                "an ERROR line with the request id " + stage.usual().requestId(),
                errors.stream()
                        .anyMatch(line -> line.text().contains(stage.usual().requestId())),
                errors);
    }

    @Proves("TEL-REFUSAL-QUIET")
    static void aRefusedRequestIsNoError(Stage stage) {
        BaseProvider provider = stage.provider();
        GenerationParams unknown =
                GenerationParams.builder().option("tck_unknown", 1).build();
        are(stage, 0, Expect.failure(ProviderException.class, () -> provider.generate(" ")));
        are(stage, 0, Expect.failure(ProviderException.class, () -> provider.generate("Anybody?", unknown)));
    }

    @Proves(
            value = "TEL-INTERRUPT-QUIET",
            needs = {Need.RECORDING, Need.SILENCE})
    static void anInterruptedCallIsNoError(Stage stage) {
        stage.model().always(new Situation.Silent());
        BaseProvider provider = stage.provider();
        Call<String> call = stage.start(() -> provider.generate("Never mind"));
        stage.time()
                .await("the request to reach the model", () -> !stage.asked().isEmpty());
        call.interrupt();
        Ended<String> ended = call.ended();
        are(stage, 0, Expect.failure(ProviderInterruptedException.class, ended));
    }

    private static void isOneError(Stage stage, BaseProvider provider) {
        are(stage, 1, Expect.failure(ProviderException.class, () -> provider.generate("Anybody?")));
    }

    /** Of the one who failed; a router that passes a member's failure on adds none of its own. */
    private static void are(Stage stage, int expected, ProviderException thrown) {
        List<String> lines = new ArrayList<>();
        stage.logs().errors(thrown.provider()).forEach(line -> lines.add(line.logger() + ": " + line.text()));
        Expect.that(
                "lines of level ERROR with the name " + thrown.provider() + ": " + expected,
                lines.size() == expected,
                lines.size() + ": " + lines);
    }
}
