package io.github.llmbeans.tck.run;

import io.github.llmbeans.Capability;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.server.Reply;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a dialect puts on the wire of an answer: its reply must look different for two different values. What it leaves out,
 * the vendor has no place for.
 */
final class Carried {
    private static final Answer PLAIN = new Answer("tck", "tck", null, "tck", "tck");
    private static final FunctionCall CALL = new FunctionCall("tck", "{}");

    private Carried() {}

    /** The needs that the dialect does not serve, each with the reason. */
    static Map<Need, String> lacking(ProviderUnderTest subject, Dialect dialect) {
        boolean streams = subject.capabilities().contains(Capability.STREAMING);
        Map<Need, String> lacking = new EnumMap<>(Need.class);
        look(lacking, dialect, streams, Need.ANSWER_SESSION, "sessionId", a -> a.withSessionId("tck-session"));
        look(lacking, dialect, streams, Need.ANSWER_TIME, "created", a -> a.withCreated(Instant.ofEpochSecond(7)));
        look(lacking, dialect, streams, Need.REASONING, "reasoning", a -> a.withReasoning("tck-thought"));
        look(lacking, dialect, streams, Need.FUNCTION_CALLS, "functionCall", a -> a.withFunctionCall(CALL, null));
        look(lacking, dialect, streams, Need.FUNCTION_STATE, "functionStateId", a -> a.withFunctionCall(CALL, "tck-s"));
        return lacking;
    }

    private static void look(
            Map<Need, String> lacking,
            Dialect dialect,
            boolean streams,
            Need need,
            String component,
            UnaryOperator<Answer> change) {
        Answer before = need == Need.FUNCTION_STATE ? PLAIN.withFunctionCall(CALL, null) : PLAIN;
        Answer after = change.apply(before);
        if (leavesOut(dialect::answer, before, after)) {
            lacking.put(need, "the dialect's answer(...) does not put Answer." + component + "() on the wire");
        } else if (streams && leavesOut(answer -> dialect.stream(List.of("tck"), answer), before, after)) {
            lacking.put(need, "the dialect's stream(...) does not put Answer." + component + "() on the wire");
        }
    }

    /** A dialect that fails here fails where it is used, and is told of there. */
    private static boolean leavesOut(Function<Answer, Reply> rendering, Answer before, Answer after) {
        try {
            return rendering.apply(before).looksLike(rendering.apply(after));
        } catch (RuntimeException e) {
            return true;
        }
    }
}
