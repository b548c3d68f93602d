package io.github.llmbeans.tck.checks;

import io.github.llmbeans.Capability;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.RefusesWithout;
import io.github.llmbeans.tck.run.Stage;

/** What is not declared is refused by name. */
final class RefusalChecks {
    private RefusalChecks() {}

    @RefusesWithout(Capability.TEMPERATURE)
    static void aTemperatureThatIsNotDeclaredIsRefusedByName(Stage stage) {
        named(stage, Capability.TEMPERATURE, "temperature");
    }

    @RefusesWithout(Capability.TOP_P)
    static void aTopPThatIsNotDeclaredIsRefusedByName(Stage stage) {
        named(stage, Capability.TOP_P, "topP");
    }

    @RefusesWithout(Capability.MAX_TOKENS)
    static void aTokenLimitThatIsNotDeclaredIsRefusedByName(Stage stage) {
        named(stage, Capability.MAX_TOKENS, "maxTokens");
    }

    @RefusesWithout(Capability.STOP_SEQUENCES)
    static void aStopSequenceThatIsNotDeclaredIsRefusedByName(Stage stage) {
        named(stage, Capability.STOP_SEQUENCES, "stop");
    }

    @RefusesWithout(Capability.REPETITION_PENALTY)
    static void aRepetitionPenaltyThatIsNotDeclaredIsRefusedByName(Stage stage) {
        named(stage, Capability.REPETITION_PENALTY, "repetitionPenalty");
    }

    @RefusesWithout(Capability.PRESENCE_PENALTY)
    static void aPresencePenaltyThatIsNotDeclaredIsRefusedByName(Stage stage) {
        named(stage, Capability.PRESENCE_PENALTY, "presencePenalty");
    }

    @RefusesWithout(Capability.FREQUENCY_PENALTY)
    static void aFrequencyPenaltyThatIsNotDeclaredIsRefusedByName(Stage stage) {
        named(stage, Capability.FREQUENCY_PENALTY, "frequencyPenalty");
    }

    @RefusesWithout(Capability.SEED)
    static void aSeedThatIsNotDeclaredIsRefusedByName(Stage stage) {
        named(stage, Capability.SEED, "seed");
    }

    @RefusesWithout(Capability.MULTIPLE_CHOICES)
    static void moreThanOneAnswerThatIsNotDeclaredIsRefusedByName(Stage stage) {
        named(stage, Capability.MULTIPLE_CHOICES, "n");
    }

    @RefusesWithout(Capability.MODEL_CHOICE)
    static void anotherModelThatIsNotDeclaredIsRefusedByName(Stage stage) {
        named(stage, Capability.MODEL_CHOICE, "model");
    }

    @RefusesWithout(Capability.SESSION)
    static void aSessionThatIsNotDeclaredIsRefusedByName(Stage stage) {
        named(stage, Capability.SESSION, "sessionId");
    }

    @RefusesWithout(Capability.SYSTEM_MESSAGE)
    static void aSystemMessageThatIsNotDeclaredIsRefusedByName(Stage stage) {
        refusal(stage, Capability.SYSTEM_MESSAGE);
    }

    @RefusesWithout(Capability.CHAT_HISTORY)
    static void aHistoryThatIsNotDeclaredIsRefusedByName(Stage stage) {
        refusal(stage, Capability.CHAT_HISTORY);
    }

    private static void named(Stage stage, Capability capability, String parameter) {
        Expect.equal(
                "the refused parameter", parameter, refusal(stage, capability).parameter());
    }

    private static UnsupportedCapabilityException refusal(Stage stage, Capability capability) {
        UnsupportedCapabilityException refusal = Expect.failure(
                UnsupportedCapabilityException.class, () -> stage.provider().chat(Uses.of(capability)));
        Expect.equal("the capability that is missing", capability, refusal.capability());
        Expect.equal("the attempts of a call that is refused before it is sent", 0, refusal.attempts());
        Names.own("the provider in the exception", stage.name(), refusal.provider());
        Expect.equal("whether it may be retried", false, refusal.retryable());
        return refusal;
    }
}
