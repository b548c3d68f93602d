package io.github.llmbeans.tck.report;

import org.jspecify.annotations.Nullable;

/**
 * What came of one check.
 *
 * @param name what it promises
 * @param passed whether it is so
 * @param broke whether the check could not come to its end, in place of seeing what should not be; {@code false} if it
 *     passed
 * @param millis how long it took
 * @param message the failure in four parts, or {@code null}
 */
public record CheckResult(
        String name,
        boolean passed,
        boolean broke,
        long millis,
        @Nullable String message) {}
