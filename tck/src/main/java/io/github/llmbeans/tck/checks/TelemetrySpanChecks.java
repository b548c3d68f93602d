package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;

/** The spans that OpenTelemetry is told, and what stands nowhere in them. */
final class TelemetrySpanChecks {
    private static final String PROMPT = "tck-prompt-of-a-user";

    private TelemetrySpanChecks() {}

    @Proves(value = "TEL-SPANS", needs = Need.OPEN_TELEMETRY)
    static void aCallIsASpanOfItsCallersTrace(Stage stage) throws Exception {
        try (Telemetry telemetry = new Telemetry()) {
            BaseProvider provider = telemetry.provider(stage, config -> config);
            String caller = telemetry.inside(() -> provider.chat(ChatRequest.of(PROMPT)));
            answered(stage, telemetry.call(stage), caller);
        }
    }

    @Proves(value = "TEL-SPANS", needs = Need.OPEN_TELEMETRY)
    static void soIsAnAsynchronousCall(Stage stage) throws Exception {
        try (Telemetry telemetry = new Telemetry()) {
            BaseProvider provider = telemetry.provider(stage, config -> config);
            String caller = telemetry.inside(() -> provider.chatAsync(ChatRequest.of(PROMPT)));
            answered(stage, telemetry.call(stage), caller);
        }
    }

    private static void answered(Stage stage, Telemetry.Seen span, String caller) {
        Expect.equal("the name of the span", "chat tck-model", span.name());
        Expect.equal("the kind of the span", "CLIENT", span.kind());
        Expect.equal("the span around it", caller, span.parent());
        Expect.equal("whether it is marked as failed", false, span.failed());
        Expect.equal("gen_ai.operation.name", "chat", span.attributes().get("gen_ai.operation.name"));
        Expect.equal("gen_ai.request.model", "tck-model", span.attributes().get("gen_ai.request.model"));
        Expect.equal(
                "error.type of a call that is answered", null, span.attributes().get("error.type"));
        for (String tokens : List.of("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens")) {
            Expect.that(
                    tokens + " if, and only if, the provider declares USAGE",
                    span.attributes().containsKey(tokens) == stage.declares(Capability.USAGE),
                    span.attributes());
        }
    }

    @Proves(
            value = "TEL-SPANS",
            needs = {Need.OPEN_TELEMETRY, Need.OUTAGE, Need.RETRIES})
    static void aCallThatFailsIsOneFailedSpanHoweverManyAttempts(Stage stage) {
        stage.model().always(Situation.refuses(503));
        try (Telemetry telemetry = new Telemetry()) {
            BaseProvider provider = telemetry.provider(stage, config -> config.maxRetries(1));
            Expect.failure(ProviderException.class, () -> provider.chat(ChatRequest.of(PROMPT)));
            Telemetry.Seen span = telemetry.call(stage);
            Expect.equal("whether it is marked as failed", true, span.failed());
            Expect.that(
                    "error.type of a call that has failed",
                    !span.attributes().getOrDefault("error.type", "").isBlank(),
                    span.attributes());
        }
    }

    @Proves(value = "TEL-CONTENT-UNTOLD", needs = Need.OPEN_TELEMETRY)
    static void neitherPromptNorAnswerIsTold(Stage stage) {
        try (Telemetry telemetry = new Telemetry()) {
            BaseProvider provider = telemetry.provider(stage, config -> config);
            ChatRequest request = ChatRequest.of(PROMPT);
            for (Kind kind : Kind.values()) {
                kind.ask(stage, provider, request).answer();
            }
            String answer = Expect.answered(() -> provider.chat(request)).text();
            stage.time().becomes(stage.time().limit(), () -> telemetry.calls().size() > Kind.values().length);
            untold(stage, telemetry, List.of(PROMPT, answer));
        }
    }

    @Proves(
            value = "TEL-CONTENT-UNTOLD",
            needs = {Need.OPEN_TELEMETRY, Need.REJECTED_KEY})
    static void norIsTheKeyThatIsNotAccepted(Stage stage) {
        stage.model().always(Situation.refuses(401));
        try (Telemetry telemetry = new Telemetry()) {
            BaseProvider provider = telemetry.provider(stage, config -> config);
            Ended.of(() -> provider.chat(ChatRequest.of(PROMPT)));
            telemetry.call(stage);
            untold(stage, telemetry, List.of(PROMPT));
        }
    }

    private static void untold(Stage stage, Telemetry telemetry, List<String> content) {
        for (Telemetry.Seen span : telemetry.all()) {
            Leaks.none("the span \"" + span.name() + "\"", content, span.text());
            Leaks.none("the span \"" + span.name() + "\"", stage.secrets().plain(), span.text());
        }
        for (Telemetry.Series series : telemetry.series("")) {
            Leaks.none("the metric " + series.metric(), content, series.toString());
            Leaks.none("the metric " + series.metric(), stage.secrets().plain(), series.toString());
        }
    }
}
