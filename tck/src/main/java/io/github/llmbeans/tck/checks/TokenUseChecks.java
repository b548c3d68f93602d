package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.util.List;

/** What a provider proves itself by, and how often it fetches it. */
final class TokenUseChecks {
    private static final int CALLS = 5;

    private TokenUseChecks() {}

    @Proves(
            value = "AUT-TOKEN-SENT",
            needs = {Need.HTTP, Need.TOKENS})
    static void aRequestForAnAnswerCarriesTheToken(Stage stage) {
        stage.provider().generate("Who asks?");
        Expect.equal(
                "the credentials at the model",
                stage.tokens().issued(),
                credentials(stage, stage.requests(Endpoint.GENERATE)));
    }

    @Proves(
            value = "AUT-KEY-SENT",
            needs = {Need.HTTP, Need.STATIC_KEY, Need.KEY})
    static void aRequestForAnAnswerCarriesTheKey(Stage stage) {
        stage.provider().generate("Who asks?");
        Expect.equal(
                "the credentials at the model",
                List.of(stage.secret()),
                credentials(stage, stage.requests(Endpoint.GENERATE)));
    }

    @Proves(
            value = "AUT-KEY-FOR-TOKEN",
            needs = {Need.TOKENS, Need.KEY})
    static void aRequestForATokenCarriesTheKey(Stage stage) {
        stage.provider().generate("Who asks?");
        Expect.equal(
                "the credentials at the token endpoint",
                List.of(stage.secret()),
                credentials(stage, stage.requests(Endpoint.TOKEN)));
    }

    @Proves(value = "AUT-TOKEN-REUSED", needs = Need.TOKENS)
    static void fiveCallsCostOneTokenRequest(Stage stage) {
        for (int i = 0; i < CALLS; i++) {
            stage.provider().generate("Which call is number " + i + "?");
        }
        expectOneToken(stage);
    }

    @Proves(value = "AUT-TOKEN-REUSED", needs = Need.TOKENS)
    static void callsOnDifferentThreadsCostOneTokenRequest(Stage stage) {
        for (int i = 0; i < CALLS; i++) {
            stage.start(() -> stage.provider().generate("On which thread?")).answer();
        }
        expectOneToken(stage);
    }

    @Proves(
            value = "AUT-TOKEN-REUSED",
            needs = {Need.TOKENS, Need.BAD_REQUEST, Need.OUTAGE})
    static void callsThatFailForOtherReasonsCostNoToken(Stage stage) {
        stage.model().next(Situation.refuses(400), Situation.refuses(503));
        BaseProvider provider = stage.provider();
        Expect.failure(ProviderException.class, () -> provider.generate("What is wrong?"));
        Expect.failure(ProviderException.class, () -> provider.generate("What is broken?"));
        provider.generate("And now?");
        expectOneToken(stage);
    }

    @Proves(
            value = "AUT-STATIC-KEY-REJECTED",
            needs = {Need.RECORDING, Need.STATIC_KEY, Need.REJECTED_KEY})
    static void aRejectedKeyIsSentOnce(Stage stage) {
        stage.model().always(Situation.refuses(401));
        Rejections.expectAuthenticationFailure(stage.provider());
        Expect.equal(
                "the number of requests that reach the model", 1, stage.asked().size());
    }

    @Proves(
            value = "AUT-STATIC-KEY-REJECTED",
            needs = {Need.RECORDING, Need.STATIC_KEY, Need.REJECTED_KEY, Need.RETRIES})
    static void aRejectedKeyIsSentOnceWhateverTheRetries(Stage stage) {
        stage.model().always(Situation.refuses(401));
        Rejections.expectAuthenticationFailure(stage.provider(config -> config.maxRetries(2)));
        Expect.equal(
                "the number of requests that reach the model", 1, stage.asked().size());
    }

    private static void expectOneToken(Stage stage) {
        Expect.equal(
                "the number of token requests",
                1,
                stage.requests(Endpoint.TOKEN).size());
    }

    private static List<String> credentials(Stage stage, List<RecordedRequest> requests) {
        return requests.stream().map(stage::credential).toList();
    }
}
