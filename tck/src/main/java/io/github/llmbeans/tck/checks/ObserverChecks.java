package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What an observer is told of calls, from their beginning to their end. */
final class ObserverChecks {
    private static final ChatRequest QUESTION = ChatRequest.of("Who is told?");

    private ObserverChecks() {}

    @Proves(value = "TEL-OBSERVER-ENDS", needs = Need.CALL_OBSERVER)
    static void aCallThatIsAnsweredBeginsAndEndsOnce(Stage stage) {
        for (Kind kind : Kind.values()) {
            Told told = new Told();
            kind.ask(stage, unchanged(stage, told), QUESTION).answer();
            Told.Call call = told.ended(stage);
            Expect.equal("how a call that is " + kind + " is told to end", List.of("answered"), call.ends());
            Expect.equal(
                    "who is told to be asked",
                    stage.name(),
                    call.info().provider().name());
            Expect.equal("what is told to be asked", QUESTION, call.info().request());
        }
    }

    @Proves(
            value = "TEL-OBSERVER-ENDS",
            needs = {Need.CALL_OBSERVER, Need.OUTAGE})
    static void aCallThatFailsBeginsAndEndsOnce(Stage stage) {
        stage.model().always(Situation.refuses(503));
        for (Kind kind : Kind.values()) {
            fails(stage, kind, QUESTION);
        }
    }

    @Proves(value = "TEL-OBSERVER-ENDS", needs = Need.CALL_OBSERVER)
    static void aCallThatIsRefusedHasFailed(Stage stage) {
        ChatRequest unknown = QUESTION.toBuilder()
                .params(GenerationParams.builder().option("tck_unknown", 1).build())
                .build();
        for (Kind kind : Kind.values()) {
            fails(stage, kind, unknown);
        }
    }

    private static void fails(Stage stage, Kind kind, ChatRequest request) {
        Told told = new Told();
        ProviderException thrown = Expect.failure(
                ProviderException.class,
                kind.ask(stage, unchanged(stage, told), request).ended());
        Told.Call call = told.ended(stage);
        Expect.equal("how a call that is " + kind + " is told to end", List.of("failed"), call.ends());
        Throwable failure = call.failure();
        Expect.that(
                "the failure that the caller sees, " + thrown.getClass().getSimpleName(),
                failure != null && failure.getClass() == thrown.getClass(),
                failure);
    }

    @Proves(
            value = "TEL-OBSERVER-ENDS",
            needs = {Need.CALL_OBSERVER, Need.RECORDING, Need.SILENCE})
    static void anAsynchronousCallThatIsCancelledEndsSo(Stage stage) {
        Told told = new Told();
        CompletableFuture<ChatResponse> call =
                silent(stage, told).chatAsync(QUESTION).toCompletableFuture();
        reached(stage);
        call.cancel(true);
        isCancelled(stage, told);
    }

    @Proves(
            value = "TEL-OBSERVER-ENDS",
            needs = {Need.CALL_OBSERVER, Need.RECORDING, Need.SILENCE})
    static void soDoesACallWhoseCallerIsInterrupted(Stage stage) {
        Told told = new Told();
        BaseProvider provider = silent(stage, told);
        Call<ChatResponse> call = stage.start(() -> provider.chat(QUESTION));
        reached(stage);
        call.interrupt();
        isCancelled(stage, told);
    }

    @Proves(
            value = "TEL-OBSERVER-ENDS",
            needs = {Need.CALL_OBSERVER, Need.RECORDING, Need.SILENCE})
    static void soDoesAStreamThatIsCancelled(Stage stage) {
        Told told = new Told();
        Listener stream = Events.of(stage, silent(stage, told), QUESTION).texts();
        reached(stage);
        stream.cancel();
        isCancelled(stage, told);
    }

    private static void isCancelled(Stage stage, Told told) {
        Expect.equal(
                "how the call is told to end",
                List.of("cancelled"),
                told.ended(stage).ends());
    }

    private static BaseProvider silent(Stage stage, Told told) {
        stage.model().always(new Situation.Silent());
        return unchanged(stage, told);
    }

    private static void reached(Stage stage) {
        stage.time()
                .await("the request to reach the model", () -> !stage.asked().isEmpty());
    }

    static BaseProvider unchanged(Stage stage, Told told) {
        return stage.observed(config -> config, told);
    }
}
