package io.github.llmbeans.tck.checks;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.GenerationParamsBuilder;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is said about how to answer. */
final class ParameterChecks {
    private ParameterChecks() {}

    @Proves(value = "PRM-TEMPERATURE", needs = Need.RECORDING)
    static void theTemperatureReachesTheModel(Stage stage) {
        Expect.equal("temperature", 0.25, sent(stage, p -> p.temperature(0.25)).temperature());
    }

    @Proves(value = "PRM-TOP-P", needs = Need.RECORDING)
    static void topPReachesTheModel(Stage stage) {
        Expect.equal("topP", 0.75, sent(stage, p -> p.topP(0.75)).topP());
    }

    @Proves(value = "PRM-MAX-TOKENS", needs = Need.RECORDING)
    static void maxTokensReachTheModel(Stage stage) {
        Expect.equal("maxTokens", 4321, sent(stage, p -> p.maxTokens(4321)).maxTokens());
    }

    @Proves(value = "PRM-REPETITION-PENALTY", needs = Need.RECORDING)
    static void theRepetitionPenaltyReachesTheModel(Stage stage) {
        Expect.equal(
                "repetitionPenalty",
                1.5,
                sent(stage, p -> p.repetitionPenalty(1.5)).repetitionPenalty());
    }

    @Proves(value = "PRM-PRESENCE-PENALTY", needs = Need.RECORDING)
    static void thePresencePenaltyReachesTheModel(Stage stage) {
        Expect.equal(
                "presencePenalty",
                -0.5,
                sent(stage, p -> p.presencePenalty(-0.5)).presencePenalty());
    }

    @Proves(value = "PRM-FREQUENCY-PENALTY", needs = Need.RECORDING)
    static void theFrequencyPenaltyReachesTheModel(Stage stage) {
        Expect.equal(
                "frequencyPenalty",
                0.5,
                sent(stage, p -> p.frequencyPenalty(0.5)).frequencyPenalty());
    }

    @Proves(value = "PRM-SEED", needs = Need.RECORDING)
    static void aSeedReachesTheModelToItsLastDigit(Stage stage) {
        for (long seed : new long[] {0, 42, Long.MAX_VALUE}) {
            Expect.equal("seed", seed, sent(stage, p -> p.seed(seed)).seed());
        }
    }

    @Proves(value = "PRM-CHOICES", needs = Need.RECORDING)
    static void theNumberOfAnswersReachesTheModel(Stage stage) {
        Expect.equal("n", 3, sent(stage, p -> p.n(3)).n());
    }

    @Proves(value = "PRM-UNSET-NOT-SENT", needs = Need.RECORDING)
    static void nothingIsSentThatIsNotSet(Stage stage) {
        GenerationParams sent = sent(stage, p -> p);
        GenerationParams seen = new GenerationParams(
                sent.temperature(),
                sent.maxTokens(),
                sent.topP(),
                sent.stop(),
                sent.repetitionPenalty(),
                sent.presencePenalty(),
                sent.frequencyPenalty(),
                sent.seed(),
                sent.n(),
                Map.of());
        Expect.equal("the parameters at the model", GenerationParams.defaults(), seen);
        Expect.equal("the session at the model", null, Said.last(stage).sessionId());
    }

    @Proves("PRM-BOUNDS")
    static void theEndsOfTheRangesAreAccepted(Stage stage) {
        accepted(stage, Capability.TEMPERATURE, p -> p.temperature(0));
        accepted(stage, Capability.TEMPERATURE, p -> p.temperature(2));
        accepted(stage, Capability.TOP_P, p -> p.topP(0));
        accepted(stage, Capability.TOP_P, p -> p.topP(1));
        accepted(stage, Capability.MAX_TOKENS, p -> p.maxTokens(1));
    }

    private static void accepted(Stage stage, Capability capability, UnaryOperator<GenerationParamsBuilder> set) {
        if (stage.declares(capability)) {
            Expect.success(Ended.of(() -> stage.provider().chat(asking(set))));
        }
    }

    @Proves(value = "PRM-BOUNDS", needs = Need.RECORDING)
    static void theLowestValuesAreNotTakenForUnset(Stage stage) {
        if (stage.declares(Capability.TEMPERATURE)) {
            Double sent = sent(stage, p -> p.temperature(0)).temperature();
            Expect.that("a temperature of about 0 at the model", sent != null && sent < 0.05, sent);
        }
        if (stage.declares(Capability.TOP_P)) {
            Double sent = sent(stage, p -> p.topP(0)).topP();
            Expect.that("a topP of about 0 at the model", sent != null && sent < 0.05, sent);
        }
    }

    private static GenerationParams sent(Stage stage, UnaryOperator<GenerationParamsBuilder> set) {
        stage.provider().chat(asking(set));
        return Said.last(stage).params();
    }

    private static ChatRequest asking(UnaryOperator<GenerationParamsBuilder> set) {
        return ChatRequest.of("Which?", set.apply(GenerationParams.builder()).build());
    }
}
