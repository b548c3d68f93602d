package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.util.List;

/** A token that the model does not accept, for many calls. */
final class RejectedTogetherChecks {
    private static final int CALLERS = 6;

    private RejectedTogetherChecks() {}

    @Proves(
            value = "AUT-SINGLE-FLIGHT-REJECTED",
            needs = {Need.HTTP, Need.TOKENS, Need.SCRIPT, Need.REJECTED_KEY})
    static void sixRejectionsOfOneTokenCostOneTokenRequest(Stage stage) {
        stage.provider().generate("May I?");
        Gate rejections = stage.gate();
        Situation rejected = new Situation.Waits(rejections, Situation.refuses(401));
        for (int i = 0; i < CALLERS; i++) {
            stage.model().next(rejected);
        }
        Gate token = stage.gate();
        stage.tokenEndpoint().always(new Situation.Waits(token, new Situation.Answers(stage.usual())));
        List<Call<String>> calls = Crowd.ask(stage, CALLERS);
        stage.awaitArrivals(rejections, CALLERS);
        rejections.open();
        stage.awaitArrivals(token, 1);
        Crowd.settle(stage, calls);
        token.open();
        Crowd.end(calls);
        Expect.equal(
                "the number of token requests after the first",
                1,
                stage.requests(Endpoint.TOKEN).size() - 1);
    }

    @Proves(
            value = "AUT-LATE-REJECTION",
            needs = {Need.HTTP, Need.TOKENS, Need.SCRIPT, Need.REJECTED_KEY})
    static void aLateRejectionLeavesTheNewTokenAlone(Stage stage) {
        BaseProvider provider = stage.provider();
        provider.generate("May I?");
        Gate late = stage.gate();
        stage.model().next(new Situation.Waits(late, Situation.refuses(401)), Situation.refuses(401));
        Call<String> straggler = stage.start(() -> provider.generate("May I, slowly?"));
        stage.awaitArrivals(late, 1);
        Ended.of(() -> provider.generate("May I?"));
        String before = lastCredential(stage, provider);
        late.open();
        straggler.ended();
        Expect.equal("the credential after the late rejection", before, lastCredential(stage, provider));
    }

    /** What one more call sends. */
    private static String lastCredential(Stage stage, BaseProvider provider) {
        provider.generate("With which token?");
        List<RecordedRequest> requests = stage.requests(Endpoint.GENERATE);
        return stage.credential(requests.get(requests.size() - 1));
    }
}
