package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** One token request for all who wait. */
final class TokenSharingChecks {
    private static final int CALLERS = 20;
    private static final int WAITING = 10;
    private static final int EACH = 6;

    private TokenSharingChecks() {}

    @Proves(
            value = "AUT-SINGLE-FLIGHT",
            needs = {Need.HTTP, Need.TOKENS})
    static void twentyCallersWithoutATokenShareOneTokenRequest(Stage stage) {
        Gate gate = hold(stage, new Situation.Answers(stage.usual()));
        List<Call<String>> calls = Crowd.ask(stage, CALLERS);
        stage.awaitArrivals(gate, 1);
        Crowd.settle(stage, calls);
        expectTokenRequests(stage, 1);
        gate.open();
        calls.forEach(Call::answer);
        expectTokenRequests(stage, 1);
    }

    @Proves(
            value = "AUT-SINGLE-FLIGHT-MIXED",
            needs = {Need.HTTP, Need.TOKENS})
    static void asynchronousCallersJoinATokenRequestOfBlockingOnes(Stage stage) {
        Gate gate = hold(stage, new Situation.Answers(stage.usual()));
        List<Call<String>> blocking = Crowd.ask(stage, EACH);
        stage.awaitArrivals(gate, 1);
        List<Call<ChatResponse>> asynchronous = askAsync(stage);
        expectOneFor(stage, gate, blocking, asynchronous);
    }

    @Proves(
            value = "AUT-SINGLE-FLIGHT-MIXED",
            needs = {Need.HTTP, Need.TOKENS})
    static void blockingCallersJoinATokenRequestOfAsynchronousOnes(Stage stage) {
        Gate gate = hold(stage, new Situation.Answers(stage.usual()));
        List<Call<ChatResponse>> asynchronous = askAsync(stage);
        stage.awaitArrivals(gate, 1);
        List<Call<String>> blocking = Crowd.ask(stage, EACH);
        expectOneFor(stage, gate, blocking, asynchronous);
    }

    @Proves(
            value = "AUT-FAILURE-SHARED",
            needs = {Need.HTTP, Need.TOKENS})
    static void callersWhoWaitShareTheFailure(Stage stage) {
        Gate gate = hold(stage, Situation.refuses(503));
        List<Call<String>> calls = Crowd.ask(stage, WAITING);
        stage.awaitArrivals(gate, 1);
        Crowd.settle(stage, calls);
        gate.open();
        calls.forEach(call -> Expect.failure(ProviderException.class, call.ended()));
        // One more for those who were so slow that they came after the failure.
        Rejections.expectAtMost(
                "token requests for " + WAITING + " callers",
                2,
                stage.requests(Endpoint.TOKEN).size());
    }

    private static Gate hold(Stage stage, Situation then) {
        Gate gate = stage.gate();
        stage.tokenEndpoint().always(new Situation.Waits(gate, then));
        return gate;
    }

    /** The stages are waited for on threads of their own. */
    private static List<Call<ChatResponse>> askAsync(Stage stage) {
        BaseProvider provider = stage.provider();
        List<CompletableFuture<ChatResponse>> answers = IntStream.range(0, EACH)
                .mapToObj(i -> provider.chatAsync(ChatRequest.of("Who is asynchronous number " + i + "?"))
                        .toCompletableFuture())
                .toList();
        return answers.stream().map(answer -> stage.start(answer::get)).toList();
    }

    private static void expectOneFor(
            Stage stage, Gate gate, List<Call<String>> blocking, List<Call<ChatResponse>> asynchronous) {
        Crowd.settle(stage, blocking);
        Crowd.settle(stage, asynchronous);
        expectTokenRequests(stage, 1);
        gate.open();
        blocking.forEach(Call::answer);
        asynchronous.forEach(Call::answer);
        expectTokenRequests(stage, 1);
    }

    private static void expectTokenRequests(Stage stage, int expected) {
        Expect.equal(
                "the number of token requests",
                expected,
                stage.requests(Endpoint.TOKEN).size());
    }
}
