package io.github.llmbeans.tck.report;

import io.github.llmbeans.Capability;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.requirements.Requirements;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Reports as runs would make them. */
public final class Samples {
    public static final RunSettings SETTINGS = RunSettings.usual();
    public static final Requirements REQUIREMENTS = SETTINGS.requirements();

    private Samples() {}

    /** Everything is kept. */
    public static Report good() {
        return with(Map.of(), Map.of());
    }

    /** Everything is kept but for some. */
    public static Report with(Map<String, UnaryOperator<Result>> changes, Map<String, String> baseline) {
        List<Result> results = REQUIREMENTS.all().stream()
                .map(requirement -> {
                    Result kept = kept(requirement);
                    return changes.getOrDefault(requirement.id(), UnaryOperator.identity())
                            .apply(kept);
                })
                .toList();
        return new Report(facts(), new TreeMap<>(), baseline, results);
    }

    private static Result kept(Requirement requirement) {
        if (!requirement.testable()) {
            return new Result(
                    requirement.id(), requirement.level(), Outcome.NOT_TESTABLE, requirement.notTestable(), List.of());
        }
        List<CheckResult> checks = List.of(new CheckResult("it is kept", true, false, 12, null));
        boolean refused = requirement.capability() != null && requirement.capability() != Capability.SYSTEM_MESSAGE;
        return new Result(
                requirement.id(),
                requirement.level(),
                refused ? Outcome.REFUSED : Outcome.PASS,
                refused ? requirement.capability() + " is not declared" : null,
                checks);
    }

    /** The same, but not kept. */
    public static Result failed(Result kept) {
        return failed(kept, "an answer", "nothing");
    }

    /** The same, but not kept for this reason. */
    public static Result failed(Result kept, String expected, String seen) {
        String message =
                kept.id() + " (MUST): what a provider does\n\nCheck: it is kept\nExpected: " + expected + "\nSeen: "
                        + seen + "\n\nCheck first:\n- Is it so?\n- Or so?\n\nLast exchange:\n> POST /v1/ask\n< 200";
        return new Result(
                kept.id(),
                kept.level(),
                Outcome.FAIL,
                null,
                List.of(new CheckResult("it is kept", false, false, 1234, message)));
    }

    /** The same, but closed without a check. */
    public static UnaryOperator<Result> closed(Outcome outcome, String reason) {
        return kept -> new Result(kept.id(), kept.level(), outcome, reason, List.of());
    }

    private static ReportFacts facts() {
        ReportFacts here =
                Runner.nothing(SETTINGS, "com.acme.AcmeConformanceTest").facts();
        return new ReportFacts(
                here.suite(),
                "com.acme.AcmeProvider",
                "1.0",
                here.mode(),
                List.of(Capability.SYSTEM_MESSAGE.name()),
                here.contractVersion(),
                here.contractChecksum(),
                here.kitVersion(),
                here.kitChecksum(),
                here.java(),
                here.os(),
                here.locale(),
                here.started(),
                42,
                1,
                1);
    }
}
