package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;

/** What a health check says, and what it costs. */
final class HealthChecks {
    private static final int PROBES = 10;

    private HealthChecks() {}

    @Proves("HLT-HEALTHY")
    static void aProviderWhoseServerAnswersIsHealthy(Stage stage) {
        expectHealth(true, stage.provider());
    }

    @Proves(
            value = "HLT-HEALTHY",
            needs = {Need.BAD_REQUEST, Need.SCRIPT})
    static void aMalformedRequestSaysNothingAboutHealth(Stage stage) {
        BaseProvider provider = stage.provider();
        stage.model().always(Situation.refuses(400));
        Expect.failure(ProviderException.class, () -> provider.generate("What is wrong?"));
        stage.model().always(new Situation.Answers(stage.usual()));
        expectHealth(true, provider);
    }

    @Proves(value = "HLT-REJECTED-KEY", needs = Need.REJECTED_KEY)
    static void aProviderWhoseKeyIsNotAcceptedIsNotHealthy(Stage stage) {
        stage.everywhere(Situation.refuses(401));
        expectHealth(false, stage.provider());
    }

    @Proves(value = "HLT-DOWN", needs = Need.HTTP)
    static void aProviderWhoseServerIsNotThereIsNotHealthy(Stage stage) {
        expectHealth(
                false, stage.provider(config -> config.baseUrl(stage.nowhere()).authUrl(stage.nowhere())));
    }

    @Proves(value = "HLT-OUTAGE", needs = Need.OUTAGE)
    static void aProviderWhoseServerIsOutOfOrderIsNotHealthy(Stage stage) {
        stage.everywhere(Situation.refuses(503));
        expectHealth(false, stage.provider());
    }

    @Proves(
            value = "HLT-OUTAGE",
            needs = {Need.HTTP, Need.SCRIPT})
    static void norIsOneWhoseServerFailsOtherwise(Stage stage) {
        for (int status : List.of(500, 502, 504)) {
            stage.everywhere(Situation.refuses(status));
            expectHealth(false, stage.provider(config -> config));
        }
    }

    @Proves(
            value = "HLT-RECOVERS",
            needs = {Need.OUTAGE, Need.SCRIPT})
    static void aProviderWhoseServerHasRecoveredIsHealthyAgain(Stage stage) {
        stage.everywhere(Situation.refuses(503));
        BaseProvider provider = stage.provider();
        provider.healthCheck();
        provider.healthCheck();
        stage.everywhere(new Situation.Answers(stage.usual()));
        stage.time().await("healthCheck() to be true again", provider::healthCheck);
    }

    @Proves(value = "HLT-NO-GENERATE", needs = Need.RECORDING)
    static void aHealthCheckDoesNotAskTheModel(Stage stage) {
        for (int i = 0; i < PROBES; i++) {
            stage.provider().healthCheck();
        }
        Expect.equal("what the model is asked", List.of(), stage.asked());
    }

    @Proves("HLT-CLOSED")
    static void aClosedProviderIsNotHealthy(Stage stage) {
        BaseProvider provider = stage.provider();
        provider.close();
        expectHealth(false, provider);
    }

    @Proves("HLT-CLOSED")
    static void norIsOneThatWasHealthyBefore(Stage stage) {
        BaseProvider provider = stage.provider();
        stage.time().await("a healthy provider", provider::healthCheck);
        provider.close();
        expectHealth(false, provider);
    }

    @Proves(value = "HLT-CHEAP", needs = Need.TOKENS)
    static void tenHealthChecksCostAtMostOneToken(Stage stage) {
        BaseProvider provider = stage.provider();
        provider.generate("Is there a token?");
        int before = stage.requests(Endpoint.TOKEN).size();
        for (int i = 0; i < PROBES; i++) {
            provider.healthCheck();
        }
        Rejections.expectAtMost(
                "token requests for " + PROBES + " health checks",
                1,
                stage.requests(Endpoint.TOKEN).size() - before);
    }

    private static void expectHealth(boolean expected, BaseProvider provider) {
        Expect.equal("healthCheck()", expected, provider.healthCheck());
    }
}
