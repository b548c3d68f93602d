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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Two instances of one provider have nothing to do with each other. */
final class InstancesChecks {
    private static final int FAILURES = 10;

    private InstancesChecks() {}

    @Proves(
            value = "CON-OWN-TOKENS",
            needs = {Need.HTTP, Need.TOKENS})
    static void eachInstanceUsesATokenOfItsOwn(Stage stage) {
        BaseProvider one = stage.provider();
        BaseProvider other = otherKey(stage);
        one.generate("One?");
        List<String> ofOne = stage.tokens().issued();
        other.generate("Other?");
        Expect.that(
                "a token request of the second instance",
                stage.requests(Endpoint.TOKEN).size() > ofOne.size(),
                stage.requests(Endpoint.TOKEN));
        expectNotSent("the second instance", ofOne, stage);
        one.generate("One again?");
        List<String> ofOther = stage.tokens().issued().stream()
                .filter(token -> !ofOne.contains(token))
                .toList();
        expectNotSent("the first instance", ofOther, stage);
    }

    @Proves(
            value = "CON-OWN-KEYS",
            needs = {Need.HTTP, Need.STATIC_KEY, Need.KEY})
    static void eachInstanceSendsAKeyOfItsOwn(Stage stage) {
        expectDifferentCredentials(stage, Endpoint.GENERATE);
    }

    @Proves(
            value = "CON-OWN-KEYS",
            needs = {Need.TOKENS, Need.KEY})
    static void eachInstanceSendsAKeyOfItsOwnForItsToken(Stage stage) {
        expectDifferentCredentials(stage, Endpoint.TOKEN);
    }

    @Proves(value = "CON-OWN-FAILURES", needs = Need.HTTP)
    static void anInstanceWhoseServerIsDownDisturbsNoOther(Stage stage) {
        BaseProvider well = stage.provider();
        well.generate("Are you there?");
        BaseProvider ill =
                stage.provider(config -> config.baseUrl(stage.nowhere()).authUrl(stage.nowhere()));
        for (int i = 0; i < FAILURES; i++) {
            Ended.of(() -> ill.generate("Are you there?"));
        }
        Expect.answered(() -> well.generate("Are you still there?"));
        Expect.answered(() -> stage.provider(config -> config).generate("Is there another one?"));
    }

    @Proves("CON-OWN-LIFE")
    static void anInstanceWorksAfterAnotherIsClosed(Stage stage) {
        BaseProvider closed = stage.provider(config -> config);
        BaseProvider open = stage.provider();
        closed.generate("Are you there?");
        open.generate("Are you there?");
        closed.close();
        Expect.answered(() -> open.generate("Are you still there?"));
        Expect.equal("healthCheck() of the open instance", true, open.healthCheck());
    }

    @Proves(value = "CON-OWN-LIFE", needs = Need.HTTP)
    static void aCallGoesOnWhileAnotherInstanceIsClosed(Stage stage) {
        Gate gate = stage.gate();
        stage.model()
                .next(
                        new Situation.Answers(stage.usual()),
                        new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        BaseProvider closed = stage.provider(config -> config);
        closed.generate("Are you there?");
        BaseProvider open = stage.provider();
        Call<String> call = stage.start(() -> open.generate("What takes so long?"));
        stage.awaitArrivals(gate, 1);
        closed.close();
        stage.time().quiet();
        gate.open();
        call.answer();
    }

    private static BaseProvider otherKey(Stage stage) {
        String key = "tck:" + UUID.randomUUID();
        return stage.provider(
                config -> config.apiKey(Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8))));
    }

    private static void expectDifferentCredentials(Stage stage, Endpoint endpoint) {
        stage.provider().generate("One?");
        List<String> ofOne = credentials(stage, endpoint);
        otherKey(stage).generate("Other?");
        List<String> ofBoth = credentials(stage, endpoint);
        Expect.that(
                "no request of the second instance with the first one's key",
                ofBoth.subList(ofOne.size(), ofBoth.size()).stream().noneMatch(ofOne::contains),
                ofBoth);
    }

    private static List<String> credentials(Stage stage, Endpoint endpoint) {
        return stage.requests(endpoint).stream().map(stage::credential).toList();
    }

    private static void expectNotSent(String who, List<String> tokens, Stage stage) {
        List<RecordedRequest> requests = stage.requests(Endpoint.GENERATE);
        String sent = stage.credential(requests.get(requests.size() - 1));
        Expect.that(who + " to use a token of its own", !tokens.contains(sent), sent);
    }
}
