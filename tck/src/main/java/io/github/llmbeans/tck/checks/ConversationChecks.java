package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatRequestBuilder;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;
import java.util.List;

/** Requests of more than a prompt. */
final class ConversationChecks {
    private static final String TEXT = " \"Стручок\"\n\t\ud83e\udeb4 \\ ";

    private ConversationChecks() {}

    @Proves(value = "CHT-HISTORY", needs = Need.RECORDING)
    static void earlierMessagesReachTheModelInTheirOrder(Stage stage) {
        stage.provider()
                .chat(ChatRequest.builder()
                        .user("First" + TEXT)
                        .assistant("Second" + TEXT)
                        .user("Third" + TEXT)
                        .assistant("Fourth")
                        .user("Fifth")
                        .build());
        Expect.equal(
                "the messages at the model",
                List.of(
                        "user: First" + TEXT,
                        "assistant: Second" + TEXT,
                        "user: Third" + TEXT,
                        "assistant: Fourth",
                        "user: Fifth"),
                Said.messages(Said.last(stage)));
    }

    @Proves(value = "CHT-SYSTEM-MESSAGE", needs = Need.RECORDING)
    static void aSystemMessageReachesTheModelAsSuch(Stage stage) {
        stage.provider()
                .chat(ChatRequest.builder()
                        .system("Be brief." + TEXT)
                        .user("Which?")
                        .build());
        Expect.equal(
                "the messages at the model",
                List.of("system: Be brief." + TEXT, "user: Which?"),
                Said.messages(Said.last(stage)));
    }

    @Proves(value = "CHT-SESSION", needs = Need.RECORDING)
    static void theSessionReachesTheServer(Stage stage) {
        for (String session : List.of("tck-session-1", "tck-session-2")) {
            stage.provider().chat(asking().sessionId(session).build());
            Expect.equal("the session at the model", session, Said.last(stage).sessionId());
        }
    }

    @Proves(value = "CHT-MODEL-CHOICE", needs = Need.RECORDING)
    static void theModelOfTheRequestIsAskedFor(Stage stage) {
        stage.provider().chat(asking().model("tck-model-3").build());
        Expect.equal(
                "the model that is asked for", "tck-model-3", Said.last(stage).model());
    }

    @Proves(value = "CHT-MODEL-CHOICE-ONCE", needs = Need.RECORDING)
    static void theNextRequestWithoutAModelGetsTheConfiguredOne(Stage stage) {
        stage.provider().chat(asking().build());
        String configured = Said.last(stage).model();
        stage.provider().chat(asking().model("tck-model-3").build());
        stage.provider().chat(asking().build());
        Expect.equal(
                "the model of a request that names none",
                configured,
                Said.last(stage).model());
    }

    @Proves(value = "CHT-CALLS-INDEPENDENT", needs = Need.RECORDING)
    static void nothingOfACallIsFoundInTheNext(Stage stage) {
        stage.provider().chat(asking().build());
        String alone = Said.all(Said.last(stage));
        stage.provider().chat(Everything.request(stage));
        stage.provider().chat(asking().build());
        Expect.equal("a request after another one", alone, Said.all(Said.last(stage)));
    }

    @Proves(value = "CHT-TIMEOUT-OF-CALL", needs = Need.SILENCE)
    static void aShorterTimeoutOfTheRequestEndsTheCall(Stage stage) {
        stage.model().always(new Situation.Silent());
        timesOut(stage, stage.provider(), Duration.ofMillis(600));
    }

    @Proves(value = "CHT-TIMEOUT-OF-CALL", needs = Need.SILENCE)
    static void aLongerTimeoutOfTheRequestIsWaitedFor(Stage stage) {
        stage.model().always(new Situation.Silent());
        timesOut(stage, stage.provider(config -> config.timeout(Duration.ofSeconds(1))), Duration.ofMillis(1800));
    }

    private static void timesOut(Stage stage, BaseProvider provider, Duration timeout) {
        long start = System.nanoTime();
        Expect.failure(
                ProviderTimeoutException.class,
                stage.start(() -> provider.chat(asking().timeout(timeout).build()))
                        .ended());
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        // Clocks that tick in milliseconds may be one ahead.
        Expect.that("a wait of " + timeout, waited.compareTo(timeout.minusMillis(2)) >= 0, waited);
    }

    private static ChatRequestBuilder asking() {
        return ChatRequest.builder().user("Which?");
    }
}
