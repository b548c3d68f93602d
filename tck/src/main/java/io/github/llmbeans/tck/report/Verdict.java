package io.github.llmbeans.tck.report;

import io.github.llmbeans.tck.requirements.Level;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.requirements.Requirements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a provider keeps the contract, computed from a report and nothing else.
 *
 * @param passed the verdict
 * @param objections why not; empty if it passed
 */
public record Verdict(boolean passed, List<String> objections) {

    /**
     * Computes the verdict.
     *
     * @param report what a run has shown
     * @param requirements the contract
     * @return the verdict with every objection
     */
    public static Verdict of(Report report, Requirements requirements) {
        List<String> objections = new ArrayList<>();
        if (!report.facts().contractChecksum().equals(requirements.checksum())) {
            objections.add("the report is about another edition of the contract: its requirements file is "
                    + report.facts().contractChecksum() + ", here it is " + requirements.checksum());
        }
        books(report, requirements, objections);
        Set<String> known = report.baseline().keySet();
        report.results().forEach(result -> judge(result, known, objections));
        return new Verdict(objections.isEmpty(), List.copyOf(objections));
    }

    /** Every requirement exactly once, nothing else. */
    private static void books(Report report, Requirements requirements, List<String> objections) {
        Set<String> seen = new HashSet<>();
        for (Result result : report.results()) {
            if (requirements.find(result.id()).isEmpty()) {
                objections.add(result.id() + " is no requirement of the contract");
            }
            if (!seen.add(result.id())) {
                objections.add(result.id() + " has more than one outcome");
            }
        }
        for (Requirement requirement : requirements.all()) {
            if (!seen.contains(requirement.id())) {
                objections.add(requirement.id() + " has no outcome");
            }
        }
        for (String known : report.baseline().keySet()) {
            Result result = report.result(known);
            if (result == null) {
                objections.add("the baseline lists " + known + ", which is no requirement of the contract");
            } else if (result.outcome() != Outcome.FAIL && result.outcome() != Outcome.NOT_RUN) {
                objections.add("the baseline lists " + known + " as a known failure, but it is "
                        + result.outcome().text() + " now: take it out of the baseline");
            }
        }
    }

    private static void judge(Result result, Set<String> known, List<String> objections) {
        if (result.outcome() == Outcome.NOT_RUN) {
            objections.add(result.id() + " has not run: " + result.reason());
        }
        if (counts(result, known)) {
            objections.add(result.id() + " is not kept");
        }
    }

    /**
     * Whether a result is a failure that counts: of a MUST that is not a known failure.
     *
     * @param result of one requirement
     * @param known the ids of the known failures
     * @return {@code true} if the verdict fails by it
     */
    public static boolean counts(Result result, Set<String> known) {
        return result.outcome() == Outcome.FAIL && result.level() == Level.MUST && !known.contains(result.id());
    }
}
