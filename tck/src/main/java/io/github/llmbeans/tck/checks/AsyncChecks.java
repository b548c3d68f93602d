package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The same calls without waiting. */
final class AsyncChecks {
    private static final GenerationParams NONE = GenerationParams.defaults();

    private AsyncChecks() {}

    @Proves(value = "GEN-ASYNC-ANSWER", needs = Need.CHOSEN_ANSWER)
    static void generateAsyncCompletesWithTheText(Stage stage) {
        String answer = Expect.success(Futures.ended(stage, stage.provider().generateAsync("Which?", NONE)));
        Expect.equal("the answer", stage.usual().text(), answer);
    }

    @Proves(value = "GEN-ASYNC-ANSWER", needs = Need.RECORDING)
    static void generateAsyncAsksForTheSameAsChat(Stage stage) {
        GenerationParams params = Everything.params(stage);
        stage.provider().chat(ChatRequest.of("Which?", params));
        Expect.success(Futures.ended(stage, stage.provider().generateAsync("Which?", params)));
        List<ChatRequest> asked = stage.asked();
        Expect.equal("the number of requests that reach the model", 2, asked.size());
        Expect.equal("what generateAsync asks for", Said.all(asked.get(0)), Said.all(asked.get(1)));
    }

    @Proves(value = "CHT-ASYNC-ANSWER", needs = Need.CHOSEN_ANSWER)
    static void chatAsyncCompletesWithTheWholeResponse(Stage stage) {
        stage.model().always(new Situation.Answers(stage.usual().withFinishReason(stage.word(FinishReason.LENGTH))));
        ChatRequest request = ChatRequest.of("Which?");
        ChatResponse expected = stage.provider().chat(request);
        ChatResponse seen = Expect.success(Futures.ended(stage, stage.provider().chatAsync(request)));
        Expect.equal("the text", expected.text(), seen.text());
        Expect.equal("the provider", expected.provider(), seen.provider());
        Expect.equal("the model", expected.model(), seen.model());
        Expect.equal("the finish reason", expected.finishReason(), seen.finishReason());
        Expect.equal("the server's word for it", expected.finishReasonText(), seen.finishReasonText());
        Expect.equal("the token counts", expected.usage(), seen.usage());
    }

    @Proves(value = "CHT-ASYNC-ANSWER", needs = Need.REQUEST_ID)
    static void chatAsyncTellsTheSameRequestId(Stage stage) {
        ChatRequest request = ChatRequest.of("Which?");
        ChatResponse expected = stage.provider().chat(request);
        ChatResponse seen = Expect.success(Futures.ended(stage, stage.provider().chatAsync(request)));
        Expect.equal("the request id", expected.requestId(), seen.requestId());
    }

    @Proves(value = "CHT-ASYNC-ANSWER", needs = Need.RECORDING)
    static void chatAsyncAsksForTheSameAsChat(Stage stage) {
        ChatRequest request = Everything.request(stage);
        stage.provider().chat(request);
        Expect.success(Futures.ended(stage, stage.provider().chatAsync(request)));
        List<ChatRequest> asked = stage.asked();
        Expect.equal("the number of requests that reach the model", 2, asked.size());
        Expect.equal("what chatAsync asks for", Said.all(asked.get(0)), Said.all(asked.get(1)));
    }

    @Proves(value = "GEN-ASYNC-FAILURE", needs = Need.BAD_REQUEST)
    static void aFailureIsTheExceptionItself(Stage stage) {
        stage.model().always(Situation.refuses(400));
        ProviderException thrown =
                Expect.failure(ProviderException.class, () -> stage.provider().chat(ChatRequest.of("Which?")));
        String expected = thrown.getClass().getName();
        Expect.equal(
                "how chatAsync fails",
                expected,
                kind(Futures.ended(stage, stage.provider().chatAsync(ChatRequest.of("Which?")))));
        Expect.equal(
                "how generateAsync fails",
                expected,
                kind(Futures.ended(stage, stage.provider().generateAsync("Which?", NONE))));
    }

    @Proves("GEN-ASYNC-FAILURE")
    static void aRefusedRequestEndsTheSameWay(Stage stage) {
        String expected = kind(Ended.of(() -> stage.provider().chat(ChatRequest.of(" "))));
        Expect.equal(
                "how chatAsync ends for a blank prompt",
                expected,
                kind(Futures.ended(stage, stage.provider().chatAsync(ChatRequest.of(" ")))));
        Expect.equal(
                "how generateAsync ends for a blank prompt",
                expected,
                kind(Futures.ended(stage, stage.provider().generateAsync(" ", NONE))));
    }

    private static String kind(Ended<?> ended) {
        return ended.thrown() == null ? "an answer" : ended.thrown().getClass().getName();
    }

    @Proves(value = "GEN-ASYNC-NOT-BLOCKING", needs = Need.HTTP)
    static void theCallReturnsBeforeTheModelHasAnswered(Stage stage) {
        Gate gate = stage.gate();
        stage.model().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        Call<CompletionStage<String>> call = stage.start(() -> stage.provider().generateAsync("Which?", NONE));
        stage.awaitArrivals(gate, 1);
        CompletionStage<String> answer = call.answer();
        gate.open();
        Expect.equal("the answer", stage.usual().text(), Expect.success(Futures.ended(stage, answer)));
    }

    @Proves(value = "GEN-ASYNC-NOT-BLOCKING", needs = Need.SILENCE)
    static void theCallReturnsThoughTheModelIsSilent(Stage stage) {
        stage.model().always(new Situation.Silent());
        Call<CompletionStage<String>> call = stage.start(() -> stage.provider().generateAsync("Which?", NONE));
        call.answer().toCompletableFuture().cancel(true);
    }
}
