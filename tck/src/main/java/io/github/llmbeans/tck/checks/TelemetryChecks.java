package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.checks.Telemetry.Series;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.run.Time;
import io.github.llmbeans.tck.server.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The metrics that OpenTelemetry is told. */
final class TelemetryChecks {
    private static final String DURATION = "gen_ai.client.operation.duration";
    private static final String TOKENS = "gen_ai.client.token.usage";
    private static final Duration HELD = Duration.ofMillis(350);
    private static final ChatRequest QUESTION = ChatRequest.of("Who measures?");

    private TelemetryChecks() {}

    @Proves(
            value = "TEL-METRICS",
            needs = {Need.OPEN_TELEMETRY, Need.CHOSEN_ANSWER})
    static void anAnswerIsADurationAndItsTokens(Stage stage) {
        stage.model().always(new Situation.Answers(stage.usual().withUsage(new Usage(101, 33, 134, 0))));
        try (Telemetry telemetry = new Telemetry()) {
            BaseProvider provider = telemetry.provider(stage, config -> config);
            for (Kind kind : Kind.values()) {
                kind.ask(stage, provider, QUESTION).answer();
            }
            int calls = Kind.values().length;
            Series series = only(stage, telemetry, DURATION, calls);
            Expect.equal("gen_ai.operation.name", "chat", series.attributes().get("gen_ai.operation.name"));
            Expect.equal(
                    "gen_ai.request.model", "tck-model", series.attributes().get("gen_ai.request.model"));
            Expect.equal(
                    "gen_ai.response.model",
                    stage.usual().model(),
                    series.attributes().get("gen_ai.response.model"));
            String vendor = series.attributes().getOrDefault("gen_ai.provider.name", "");
            Expect.that("gen_ai.provider.name to name the vendor", !vendor.isBlank(), series.attributes());
            Expect.equal(
                    "error.type of calls that are answered",
                    null,
                    series.attributes().get("error.type"));
            cost(stage, telemetry, "input", 101L * calls);
            cost(stage, telemetry, "output", 33L * calls);
        }
    }

    private static void cost(Stage stage, Telemetry telemetry, String type, long tokens) {
        List<Series> told = telemetry.series(TOKENS).stream()
                .filter(series -> type.equals(series.attributes().get("gen_ai.token.type")))
                .toList();
        if (!stage.declares(Capability.USAGE)) {
            Expect.equal(type + " tokens of a provider that tells none", List.of(), told);
            return;
        }
        Expect.equal("the series of " + TOKENS + " of gen_ai.token.type " + type, 1, told.size());
        Expect.equal(
                "the sum of " + type + " tokens", (double) tokens, told.get(0).sum());
    }

    @Proves(
            value = "TEL-METRICS",
            needs = {Need.OPEN_TELEMETRY, Need.OUTAGE})
    static void aFailureIsADurationWithItsKind(Stage stage) {
        stage.model().always(Situation.refuses(503));
        try (Telemetry telemetry = new Telemetry()) {
            BaseProvider provider = telemetry.provider(stage, config -> config);
            Expect.failure(ProviderException.class, () -> provider.chat(QUESTION));
            Series series = only(stage, telemetry, DURATION, 1);
            String kind = series.attributes().getOrDefault("error.type", "");
            Expect.that("error.type of a call that has failed", !kind.isBlank(), series.attributes());
            Expect.equal("the tokens of a call that has failed", List.of(), telemetry.series(TOKENS));
        }
    }

    @Proves(
            value = "TEL-DURATION-UNIT",
            needs = {Need.OPEN_TELEMETRY, Need.HTTP, Need.SCRIPT})
    static void aDurationIsToldInSecondsToTheFraction(Stage stage) {
        Gate gate = stage.gate();
        stage.model().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        try (Telemetry telemetry = new Telemetry()) {
            BaseProvider provider = telemetry.provider(stage, config -> config);
            long start = System.nanoTime();
            Call<?> call = stage.start(() -> provider.chat(QUESTION));
            stage.awaitArrivals(gate, 1);
            long held = System.nanoTime();
            Time.pause(HELD);
            double least = (System.nanoTime() - held) / 1e9;
            gate.open();
            call.answer();
            Series series = only(stage, telemetry, DURATION, 1);
            double most = (System.nanoTime() - start) / 1e9;
            Expect.equal("the unit of " + DURATION, "s", series.unit());
            Expect.that(
                    "the duration of a call that takes " + least + " to " + most + " s in seconds",
                    series.sum() >= least - 0.01 && series.sum() <= most,
                    series.sum());
        }
    }

    @Proves(
            value = "TEL-BOUNDED-ATTRIBUTES",
            needs = {Need.OPEN_TELEMETRY, Need.CHOSEN_ANSWER, Need.SCRIPT, Need.OUTAGE})
    static void otherCallsOfTheSameKindBringNoOtherSeries(Stage stage) {
        try (Telemetry telemetry = new Telemetry()) {
            BaseProvider provider = telemetry.provider(stage, config -> config);
            oneOfEach(stage, provider, 0);
            only(stage, telemetry, DURATION, 1);
            Set<String> before = attributes(telemetry);
            for (int i = 1; i <= 5; i++) {
                oneOfEach(stage, provider, i);
            }
            stage.time().becomes(stage.time().limit(), () -> count(telemetry) >= 12);
            Set<String> more = attributes(telemetry);
            more.removeAll(before);
            Expect.equal("what the attributes tell that they did not tell before", Set.of(), more);
        }
    }

    /** An answer and a failure, with texts, tokens and ids of their own. */
    private static void oneOfEach(Stage stage, BaseProvider provider, int number) {
        ChatRequest request = ChatRequest.builder()
                .user("Who is number " + number + "?")
                .requestId("tck-request-" + number)
                .clientId("tck-client-" + number)
                .build();
        stage.model()
                .always(new Situation.Answers(stage.usual()
                        .withText("Number " + number)
                        .withUsage(new Usage(100 + number, 30, 130 + number, 0))));
        provider.chat(request);
        stage.model().always(new Situation.Refuses(503, "out of order for reason " + number, null));
        Expect.failure(ProviderException.class, () -> provider.chat(request));
    }

    private static long count(Telemetry telemetry) {
        return telemetry.series(DURATION).stream().mapToLong(Series::count).sum();
    }

    private static Set<String> attributes(Telemetry telemetry) {
        Set<String> attributes = new TreeSet<>();
        telemetry.series("").forEach(series -> attributes.add(series.metric() + series.attributes()));
        return attributes;
    }

    /** The series of a metric that has so many values, which may be told a little after the caller. */
    private static Series only(Stage stage, Telemetry telemetry, String metric, long count) {
        List<Series> told = new ArrayList<>();
        stage.time().becomes(stage.time().limit(), () -> {
            told.clear();
            told.addAll(telemetry.series(metric));
            return told.stream().anyMatch(series -> series.count() == count);
        });
        List<Series> found =
                told.stream().filter(series -> series.count() == count).toList();
        Expect.that("a series of " + metric + " with " + count + " values", !found.isEmpty(), told);
        return found.get(0);
    }
}
