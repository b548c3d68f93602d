package io.github.llmbeans.tck.report;

import io.github.llmbeans.tck.requirements.Level;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with one requirement.
 *
 * @param id its id
 * @param level how binding it is
 * @param outcome exactly one
 * @param reason why it is not simply PASS or FAIL, or {@code null}
 * @param checks what was run
 */
public record Result(
        String id, Level level, Outcome outcome, @Nullable String reason, List<CheckResult> checks) {

    /** Copies. */
    public Result {
        checks = List.copyOf(checks);
    }

    /**
     * How long its checks took.
     *
     * @return milliseconds
     */
    public long millis() {
        return checks.stream().mapToLong(CheckResult::millis).sum();
    }

    /**
     * What is wrong, for people.
     *
     * @return the messages of the failed checks, or the reason
     */
    public String message() {
        String failures = checks.stream()
                .filter(check -> !check.passed())
                .map(check -> String.valueOf(check.message()))
                .collect(Collectors.joining("\n\n"));
        return failures.isEmpty() ? String.valueOf(reason) : failures;
    }
}
