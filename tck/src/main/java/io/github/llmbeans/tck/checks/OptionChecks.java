package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;

/** Options that nobody knows. */
final class OptionChecks {
    private static final String OPTION = "tck-no-such-option";
    private static final ChatRequest REQUEST = ChatRequest.of(
            "Which?", GenerationParams.builder().option(OPTION, "on").build());

    private OptionChecks() {}

    @Proves("PRM-UNKNOWN-OPTION")
    static void anUnknownOptionIsRefusedByName(Stage stage) {
        Expect.equal("the refused parameter", OPTION, refusal(stage).parameter());
    }

    @Proves(value = "PRM-UNKNOWN-OPTION", needs = Need.RECORDING)
    static void anUnknownOptionDoesNotReachTheModel(Stage stage) {
        Ended.of(() -> stage.provider().chat(REQUEST));
        Expect.equal(
                "the number of requests that reach the model", 0, stage.asked().size());
    }

    @Proves(value = "PRM-UNKNOWN-OPTION", needs = Need.TOKENS)
    static void anUnknownOptionCostsNoToken(Stage stage) {
        Ended.of(() -> stage.provider().chat(REQUEST));
        Expect.equal(
                "the number of token requests",
                0,
                stage.requests(Endpoint.TOKEN).size());
    }

    @Proves("PRM-REFUSAL-FACTS")
    static void aRefusalTellsTheProviderAndNoAttempts(Stage stage) {
        facts(stage, refusal(stage));
    }

    private static UnsupportedCapabilityException refusal(Stage stage) {
        return Expect.failure(
                UnsupportedCapabilityException.class, () -> stage.provider().chat(REQUEST));
    }

    private static void facts(Stage stage, UnsupportedCapabilityException refusal) {
        Names.own("the provider in the exception", stage.name(), refusal.provider());
        Expect.equal("the attempts in the exception", 0, refusal.attempts());
        Expect.equal("whether it may be retried", false, refusal.retryable());
        Expect.that(
                "a message that names the parameter " + refusal.parameter(),
                String.valueOf(refusal.getMessage()).contains(refusal.parameter()),
                refusal.getMessage());
    }
}
