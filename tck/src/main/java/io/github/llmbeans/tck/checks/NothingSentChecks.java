package io.github.llmbeans.tck.checks;

import io.github.llmbeans.Capability;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.RefusesWithout;
import io.github.llmbeans.tck.run.Stage;

/** What is not declared does not reach the model. */
final class NothingSentChecks {
    private NothingSentChecks() {}

    @RefusesWithout(value = Capability.TEMPERATURE, needs = Need.RECORDING)
    static void aTemperatureThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.TEMPERATURE);
    }

    @RefusesWithout(value = Capability.TOP_P, needs = Need.RECORDING)
    static void aTopPThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.TOP_P);
    }

    @RefusesWithout(value = Capability.MAX_TOKENS, needs = Need.RECORDING)
    static void aTokenLimitThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.MAX_TOKENS);
    }

    @RefusesWithout(value = Capability.STOP_SEQUENCES, needs = Need.RECORDING)
    static void aStopSequenceThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.STOP_SEQUENCES);
    }

    @RefusesWithout(value = Capability.REPETITION_PENALTY, needs = Need.RECORDING)
    static void aRepetitionPenaltyThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.REPETITION_PENALTY);
    }

    @RefusesWithout(value = Capability.PRESENCE_PENALTY, needs = Need.RECORDING)
    static void aPresencePenaltyThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.PRESENCE_PENALTY);
    }

    @RefusesWithout(value = Capability.FREQUENCY_PENALTY, needs = Need.RECORDING)
    static void aFrequencyPenaltyThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.FREQUENCY_PENALTY);
    }

    @RefusesWithout(value = Capability.SEED, needs = Need.RECORDING)
    static void aSeedThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.SEED);
    }

    @RefusesWithout(value = Capability.MULTIPLE_CHOICES, needs = Need.RECORDING)
    static void moreThanOneAnswerThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.MULTIPLE_CHOICES);
    }

    @RefusesWithout(value = Capability.MODEL_CHOICE, needs = Need.RECORDING)
    static void anotherModelThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.MODEL_CHOICE);
    }

    @RefusesWithout(value = Capability.SESSION, needs = Need.RECORDING)
    static void aSessionThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.SESSION);
    }

    @RefusesWithout(value = Capability.SYSTEM_MESSAGE, needs = Need.RECORDING)
    static void aSystemMessageThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.SYSTEM_MESSAGE);
    }

    @RefusesWithout(value = Capability.CHAT_HISTORY, needs = Need.RECORDING)
    static void aHistoryThatIsNotDeclaredIsNotSent(Stage stage) {
        nothingSent(stage, Capability.CHAT_HISTORY);
    }

    private static void nothingSent(Stage stage, Capability capability) {
        Ended.of(() -> stage.provider().chat(Uses.of(capability)));
        Expect.equal(
                "the number of requests that reach the model", 0, stage.asked().size());
    }
}
