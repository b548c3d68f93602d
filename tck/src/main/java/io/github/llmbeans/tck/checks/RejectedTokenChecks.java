package io.github.llmbeans.tck.checks;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.util.List;

/** A token that the model does not accept, one call at a time. */
final class RejectedTokenChecks {
    private RejectedTokenChecks() {}

    @Proves(
            value = "AUT-REJECTED-ONCE",
            needs = {Need.HTTP, Need.TOKENS, Need.REJECTED_KEY})
    static void aRejectedTokenIsReplacedWithoutTheCallerNoticing(Stage stage) {
        stage.model().next(Situation.refuses(401));
        Expect.answered(() -> stage.provider().generate("May I?"));
        expectRequests(stage, 2, 2);
    }

    @Proves(
            value = "AUT-REJECTED-ONCE",
            needs = {Need.HTTP, Need.TOKENS, Need.REJECTED_KEY})
    static void soIsEachLaterOne(Stage stage) {
        Situation answers = new Situation.Answers(stage.usual());
        stage.model().next(Situation.refuses(401), answers, Situation.refuses(401), answers);
        BaseProvider provider = stage.provider();
        Expect.answered(() -> provider.generate("May I?"));
        Expect.answered(() -> provider.generate("May I again?"));
        expectRequests(stage, 4, 3);
    }

    @Proves(
            value = "AUT-REPEAT-NEW-TOKEN",
            needs = {Need.HTTP, Need.TOKENS, Need.REJECTED_KEY})
    static void aRejectedTokenIsNotSentAgain(Stage stage) {
        stage.model().next(Situation.refuses(401));
        BaseProvider provider = stage.provider();
        Ended.of(() -> provider.generate("May I?"));
        Ended.of(() -> provider.generate("And now?"));
        List<RecordedRequest> requests = stage.requests(Endpoint.GENERATE);
        String rejected = stage.tokens().issued().get(0);
        Expect.that("a request after the rejected one", requests.size() > 1, requests);
        Expect.that(
                "no request after the first with the rejected token",
                requests.stream()
                        .skip(1)
                        .noneMatch(request -> stage.credential(request).equals(rejected)),
                requests.stream().map(stage::credential).toList());
    }

    @Proves(
            value = "AUT-REJECTED-TWICE",
            needs = {Need.HTTP, Need.TOKENS, Need.REJECTED_KEY})
    static void aSecondRejectionEndsTheCall(Stage stage) {
        expectOneRepeat(stage, 0);
    }

    @Proves(
            value = "AUT-REJECTED-TWICE",
            needs = {Need.HTTP, Need.TOKENS, Need.REJECTED_KEY, Need.RETRIES})
    static void aSecondRejectionEndsTheCallWhateverTheRetries(Stage stage) {
        expectOneRepeat(stage, 3);
    }

    @Proves(
            value = "AUT-SAME-TOKEN-AGAIN",
            needs = {Need.HTTP, Need.TOKENS, Need.REJECTED_KEY})
    static void theRejectedTokenGivenOutAgainCausesNoLoop(Stage stage) {
        stage.tokens().repeatLast();
        stage.model().always(Situation.refuses(401));
        BaseProvider provider = stage.provider();
        Ended<String> call = stage.start(() -> provider.generate("May I?")).ended();
        Expect.failure(AuthenticationException.class, call);
        int tokens = stage.requests(Endpoint.TOKEN).size();
        int asked = stage.requests(Endpoint.GENERATE).size();
        Rejections.expectAtMost("token requests", 3, tokens);
        Rejections.expectAtMost("requests at the model", 3, asked);
    }

    private static void expectOneRepeat(Stage stage, int maxRetries) {
        stage.model().always(Situation.refuses(401));
        BaseProvider provider = stage.provider(config -> config.maxRetries(maxRetries));
        Rejections.expectAuthenticationFailure(provider);
        Rejections.expectAtMost(
                "requests at the model", 2, stage.requests(Endpoint.GENERATE).size());
        Rejections.expectAtMost(
                "token requests", 2, stage.requests(Endpoint.TOKEN).size());
    }

    private static void expectRequests(Stage stage, int asked, int tokens) {
        Expect.equal(
                "the number of requests at the model",
                asked,
                stage.requests(Endpoint.GENERATE).size());
        Expect.equal(
                "the number of token requests",
                tokens,
                stage.requests(Endpoint.TOKEN).size());
    }
}
