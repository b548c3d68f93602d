package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatRequestBuilder;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.GenerationParamsBuilder;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What a repeat asks for, and what a failure tells of the attempts before it. */
final class RetryStoryChecks {
    private RetryStoryChecks() {}

    @Proves(
            value = "RTY-ATTEMPTS-TOLD",
            needs = {Need.OUTAGE, Need.RETRIES, Need.RECORDING})
    static void aFailureTellsHowOftenWasTried(Stage stage) {
        stage.model().always(Situation.refuses(503));
        told(stage, stage.provider(config -> config.maxRetries(2)));
    }

    @Proves(
            value = "RTY-ATTEMPTS-TOLD",
            needs = {Need.BAD_REQUEST, Need.RETRIES, Need.RECORDING})
    static void aFailureThatIsNotRepeatedTellsOfOneAttempt(Stage stage) {
        stage.model().always(Situation.refuses(400));
        told(stage, stage.provider(config -> config.maxRetries(2)));
    }

    private static void told(Stage stage, BaseProvider provider) {
        ProviderException failure = Failing.call(provider, ProviderException.class);
        Expect.equal("attempts()", stage.asked().size(), failure.attempts());
    }

    @Proves(
            value = "RTY-SAME-REQUEST",
            needs = {Need.OUTAGE, Need.RETRIES, Need.RECORDING})
    static void aRepeatAsksForTheSame(Stage stage) {
        stage.model().always(Situation.refuses(503));
        BaseProvider provider = stage.provider(config -> config.maxRetries(2));
        Expect.failure(ProviderException.class, () -> provider.chat(rich(stage)));
        List<ChatRequest> asked = stage.asked();
        Expect.that("a repeat", asked.size() > 1, asked.size() + " request(s)");
        for (ChatRequest repeat : asked) {
            Expect.equal("the messages of a repeat", asked.get(0).messages(), repeat.messages());
            Expect.equal("the model of a repeat", asked.get(0).model(), repeat.model());
            Expect.equal("the parameters of a repeat", asked.get(0).params(), repeat.params());
        }
    }

    /** With everything that the provider declares and that a repeat could lose. */
    private static ChatRequest rich(Stage stage) {
        GenerationParamsBuilder params = GenerationParams.builder();
        ChatRequestBuilder request = ChatRequest.builder();
        if (stage.declares(Capability.TEMPERATURE)) {
            params.temperature(0.5);
        }
        if (stage.declares(Capability.MAX_TOKENS)) {
            params.maxTokens(77);
        }
        if (stage.declares(Capability.MODEL_CHOICE)) {
            request.model("tck-other-model");
        }
        if (stage.declares(Capability.SYSTEM_MESSAGE)) {
            request.system("Be brief.");
        }
        if (stage.declares(Capability.CHAT_HISTORY)) {
            request.user("Hello?").assistant("Hello!");
        }
        return request.user("Which is it?").params(params.build()).build();
    }

    @Proves(
            value = "RTY-LAST-FAILURE",
            needs = {Need.HTTP, Need.OUTAGE, Need.OVERLOAD, Need.RETRIES})
    static void theNewestFailureIsThrown(Stage stage) {
        stage.model().next(Situation.refuses(503)).afterwards(Situation.refuses(429));
        endsWith(stage, 1, 429);
    }

    @Proves(
            value = "RTY-LAST-FAILURE",
            needs = {Need.HTTP, Need.OUTAGE, Need.BAD_REQUEST, Need.RETRIES})
    static void aRepeatThatIsRefusedForGoodEndsTheCall(Stage stage) {
        stage.model().next(Situation.refuses(503)).afterwards(Situation.refuses(400));
        endsWith(stage, 3, 400);
    }

    private static void endsWith(Stage stage, int retries, int status) {
        ProviderException failure =
                Failing.call(stage.provider(config -> config.maxRetries(retries)), ProviderException.class);
        Expect.equal("the status of the failure", OptionalInt.of(status), failure.status());
    }

    @Proves(
            value = "RTY-EARLIER-KEPT",
            needs = {Need.OUTAGE, Need.RETRIES})
    static void theFailuresBeforeTheLastAreKept(Stage stage) {
        stage.model().always(Situation.refuses(503));
        ProviderException failure =
                Failing.call(stage.provider(config -> config.maxRetries(2)), ProviderException.class);
        List<Throwable> earlier = Stream.of(failure.getSuppressed())
                .filter(ProviderException.class::isInstance)
                .toList();
        // More if others have been asked in between, as a router does.
        Expect.that("2 suppressed failures or more", earlier.size() >= 2, earlier);
    }
}
