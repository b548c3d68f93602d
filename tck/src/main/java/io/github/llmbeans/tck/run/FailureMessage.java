package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.requirements.Requirement;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a failed check tells: the requirement, expected and seen, what to check first, the last exchange. */
final class FailureMessage {
    private static final int FRAMES = 8;

    private FailureMessage() {}

    static String of(Requirement requirement, Check check, Throwable failure, Stage stage) {
        return stage.secrets()
                .clean(requirement.id() + " (" + requirement.level() + "): " + requirement.text()
                        + "\n\nCheck: " + check.name()
                        + "\nExpected: " + expected(failure)
                        + "\nSeen: " + seen(failure)
                        + stage.dialectFailure()
                                .map(what -> "\nThe dialect, not the provider, has failed: " + what)
                                .orElse("")
                        + "\n\nCheck first:\n- " + String.join("\n- ", requirement.check())
                        + "\n\nLast exchange:\n" + stage.lastExchange());
    }

    /** Where the check itself is not the one that has failed. */
    static String ofStage(Requirement requirement, Check check, Throwable failure) {
        return requirement.id() + " (" + requirement.level() + "): " + requirement.text()
                + "\n\nCheck: " + check.name()
                + "\nExpected: what the check stands on to be set up before it and cleared away after it"
                + "\nSeen: " + Expect.shown(failure) + trace(failure);
    }

    private static String expected(Throwable failure) {
        return failure instanceof ConformanceFailure f ? f.expected() : "the check to run to its end";
    }

    private static String seen(Throwable failure) {
        if (failure instanceof ConformanceFailure f) {
            return f.seen() + (f.getCause() == null ? "" : trace(f.getCause()));
        }
        return Expect.shown(failure) + trace(failure);
    }

    private static String trace(Throwable failure) {
        return "\n  " + failure.getClass().getName()
                + Arrays.stream(failure.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
    }
}
