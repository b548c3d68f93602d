package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Calls that are refused for what they are given. */
final class ArgumentChecks {
    private static final List<String> BLANK = List.of("", " ", " \n\t\r ", "\u2003");

    private ArgumentChecks() {}

    @Proves("GEN-BLANK-PROMPT")
    static void aBlankPromptIsAnInvalidRequestWithoutAttempts(Stage stage) {
        for (String prompt : BLANK) {
            refusedAsBlank(Ended.of(() -> stage.provider().generate(prompt)));
        }
    }

    @Proves("GEN-BLANK-PROMPT")
    static void aBlankPromptIsRefusedInAsynchronousCallsToo(Stage stage) {
        refusedAsBlank(Futures.ended(stage, stage.provider().generateAsync(" \n ", GenerationParams.defaults())));
    }

    private static void refusedAsBlank(Ended<?> outcome) {
        InvalidRequestException refusal = Expect.failure(InvalidRequestException.class, outcome);
        Expect.equal("the attempts of a call that is refused before it is sent", 0, refusal.attempts());
    }

    @Proves(value = "GEN-BLANK-PROMPT", needs = Need.RECORDING)
    static void aBlankPromptDoesNotReachTheModel(Stage stage) {
        BLANK.forEach(prompt -> Ended.of(() -> stage.provider().generate(prompt)));
        Expect.equal(
                "the number of requests that reach the model", 0, stage.asked().size());
    }

    @Proves(value = "GEN-BLANK-PROMPT", needs = Need.TOKENS)
    static void aBlankPromptCostsNoToken(Stage stage) {
        BLANK.forEach(prompt -> Ended.of(() -> stage.provider().generate(prompt)));
        Expect.equal(
                "the number of token requests",
                0,
                stage.requests(Endpoint.TOKEN).size());
    }

    @Proves("GEN-NULL-ARGUMENTS")
    static void aNullArgumentIsRefusedByTheMethodItself(Stage stage) {
        nullCalls(stage.provider()).forEach((what, call) -> {
            Ended<?> ended = Ended.of(call);
            Expect.that(
                    what + " to throw NullPointerException",
                    ended.thrown() instanceof NullPointerException,
                    ended.thrown() == null ? "that it returns" : ended.thrown());
        });
    }

    @Proves(value = "GEN-NULL-ARGUMENTS", needs = Need.RECORDING)
    static void nothingIsSentForANullArgument(Stage stage) {
        nullCalls(stage.provider()).values().forEach(Ended::of);
        stage.time().quiet();
        Expect.equal(
                "the number of requests that reach the model", 0, stage.asked().size());
    }

    private static Map<String, Callable<Object>> nullCalls(BaseProvider provider) {
        GenerationParams params = GenerationParams.defaults();
        Map<String, Callable<Object>> calls = new LinkedHashMap<>();
        calls.put("generate(null)", () -> provider.generate(null));
        calls.put("generate(null, params)", () -> provider.generate(null, params));
        calls.put("generate(prompt, null)", () -> provider.generate("Which?", null));
        calls.put("chat(null)", () -> provider.chat(null));
        calls.put("generateAsync(null, params)", () -> provider.generateAsync(null, params));
        calls.put("generateAsync(prompt, null)", () -> provider.generateAsync("Which?", null));
        calls.put("chatAsync(null)", () -> provider.chatAsync(null));
        calls.put("generateStream(null, params)", () -> provider.generateStream(null, params));
        calls.put("generateStream(prompt, null)", () -> provider.generateStream("Which?", null));
        return calls;
    }
}
