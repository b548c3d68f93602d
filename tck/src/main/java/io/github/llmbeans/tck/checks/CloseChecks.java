package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;

/** What close() does, and what is refused afterwards. */
final class CloseChecks {
    private CloseChecks() {}

    @Proves("LIF-CLOSE-TWICE")
    static void aUsedProviderIsClosedTwice(Stage stage) {
        BaseProvider provider = stage.provider();
        provider.generate("Once");
        Expect.equal("what the first close() throws", null, closing(provider).thrown());
        Expect.equal("what the second close() throws", null, closing(provider).thrown());
    }

    @Proves("LIF-CLOSE-TWICE")
    static void aProviderThatWasNeverUsedIsClosedTwice(Stage stage) {
        BaseProvider provider = stage.provider();
        Expect.equal("what the first close() throws", null, closing(provider).thrown());
        Expect.equal("what the second close() throws", null, closing(provider).thrown());
    }

    @Proves(value = "LIF-CLOSE-NEVER-FAILS", needs = Need.OUTAGE)
    static void aProviderIsClosedWhileTheServerIsOutOfOrder(Stage stage) {
        stage.model().always(Situation.refuses(503));
        BaseProvider provider = stage.provider();
        Expect.failure(RuntimeException.class, () -> provider.generate("Anybody there?"));
        Expect.equal("what close() throws", null, closing(provider).thrown());
    }

    @Proves(value = "LIF-CLOSE-NEVER-FAILS", needs = Need.HTTP)
    static void aProviderIsClosedWhileACallRuns(Stage stage) {
        running(stage);
        Expect.equal("what close() throws", null, closing(stage.provider()).thrown());
    }

    @Proves("LIF-CLOSED-REFUSES")
    static void callsAreRefusedAfterClose(Stage stage) {
        BaseProvider provider = stage.provider();
        provider.generate("The last one");
        closing(provider);
        Expect.failure(IllegalStateException.class, () -> provider.generate("Too late"));
        Expect.failure(IllegalStateException.class, () -> provider.chat(ChatRequest.of("Too late")));
    }

    @Proves("LIF-CLOSED-REFUSES")
    static void asynchronousCallsAndStreamsFailAfterClose(Stage stage) {
        BaseProvider provider = stage.provider();
        closing(provider);
        GenerationParams params = GenerationParams.defaults();
        Expect.failure(
                IllegalStateException.class, Later.of(stage, () -> provider.chatAsync(ChatRequest.of("Too late"))));
        Expect.failure(IllegalStateException.class, Later.of(stage, () -> provider.generateAsync("Too late", params)));
        Expect.failure(
                IllegalStateException.class, Later.ofStream(stage, () -> provider.generateStream("Too late", params)));
    }

    @Proves(value = "LIF-CLOSED-REFUSES", needs = Need.RECORDING)
    static void nothingIsSentAfterClose(Stage stage) {
        BaseProvider provider = stage.provider();
        closing(provider);
        Expect.failure(IllegalStateException.class, () -> provider.generate("Too late"));
        Later.of(stage, () -> provider.chatAsync(ChatRequest.of("Too late")));
        Expect.equal("the number of requests after close()", 0, stage.asked().size());
    }

    @Proves(
            value = "LIF-CLOSED-REFUSES",
            needs = {Need.RECORDING, Need.RETRIES, Need.OVERLOAD})
    static void nothingIsRepeatedAfterClose(Stage stage) {
        stage.model().always(Situation.refuses(429, "2"));
        BaseProvider provider = stage.provider(config -> config.maxRetries(1));
        Call<String> call = stage.start(() -> provider.generate("Come back in two seconds"));
        stage.time().await("a request to reach the model", () -> !stage.asked().isEmpty());
        closing(provider);
        Expect.failure(RuntimeException.class, call.ended());
        Expect.equal("the number of requests", 1, stage.asked().size());
    }

    @Proves(value = "LIF-CLOSE-ENDS-CALLS", needs = Need.HTTP)
    static void aRunningCallEndsWhenItsProviderIsClosed(Stage stage) {
        Call<String> call = running(stage);
        closing(stage.provider());
        Expect.failure(RuntimeException.class, call.ended());
    }

    @Proves(value = "LIF-CLOSE-ENDS-CALLS", needs = Need.HTTP)
    static void aRunningAsynchronousCallEndsWhenItsProviderIsClosed(Stage stage) {
        Gate gate = stage.gate();
        stage.model().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        BaseProvider provider = stage.provider();
        Call<ChatResponse> call = Later.start(stage, () -> provider.chatAsync(ChatRequest.of("Still there?")));
        stage.awaitArrivals(gate, 1);
        closing(provider);
        Expect.failure(RuntimeException.class, call.ended());
    }

    @Proves(
            value = "LIF-CLOSE-ENDS-CALLS",
            needs = {Need.HTTP, Need.TOKENS})
    static void aCallThatWaitsForATokenEndsWhenItsProviderIsClosed(Stage stage) {
        Gate gate = stage.gate();
        stage.tokenEndpoint().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        BaseProvider provider = stage.provider();
        Call<String> call = stage.start(() -> provider.generate("Still there?"));
        stage.awaitArrivals(gate, 1);
        closing(provider);
        Expect.failure(RuntimeException.class, call.ended());
    }

    private static Call<String> running(Stage stage) {
        Gate gate = stage.gate();
        stage.model().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        BaseProvider provider = stage.provider();
        Call<String> call = stage.start(() -> provider.generate("Still there?"));
        stage.awaitArrivals(gate, 1);
        return call;
    }

    private static Ended<Void> closing(BaseProvider provider) {
        return Ended.of(() -> {
            provider.close();
            return null;
        });
    }
}
