package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.TlsUnderTest;
import io.github.llmbeans.tck.report.CheckResult;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings every requirement of the contract to exactly one outcome. It decides from what the author declares, before a
 * check starts; no check decides about itself. Thread-safe.
 */
public final class Runner implements AutoCloseable {
    private static final String NOTHING = "the run has not come to it";

    private final ProviderUnderTest subject;
    private final RunSettings settings;
    private final Applicability applicability;
    private final CheckRunner checks;
    private final Facts facts;
    private final Map<String, Result> results = new ConcurrentHashMap<>();

    /**
     * A run that has not begun.
     *
     * @param subject the provider under test
     * @param settings how to run
     * @throws IllegalArgumentException if the author's description cannot be used; the message names the method
     */
    public Runner(ProviderUnderTest subject, RunSettings settings) {
        this(subject, settings, null);
    }

    private Runner(ProviderUnderTest subject, RunSettings settings, @Nullable CheckRunner lender) {
        this.subject = subject;
        this.settings = settings;
        if (settings.tls() && !(subject instanceof TlsUnderTest)) {
            throw new IllegalArgumentException(Setting.TLS.property()
                    + " must be false for a provider that nobody can tell to trust the kit's server: "
                    + subject.getClass().getName() + " does not implement TlsUnderTest");
        }
        Applicability asTheAuthorSays = new Applicability(subject);
        this.facts = new Facts(subject, settings);
        this.checks = lender == null
                ? new CheckRunner(subject, facts.loggers(), settings)
                : lender.of(subject, facts.loggers());
        try {
            this.applicability = asTheAuthorSays.without(checks.preflight());
        } catch (RuntimeException e) {
            checks.close();
            throw e;
        }
    }

    /**
     * A run of another provider on the servers of this one.
     *
     * @param other the provider under test
     * @return a run with the same settings; closing it leaves the servers to this one, which must be closed last
     */
    public Runner of(ProviderUnderTest other) {
        return new Runner(other, settings, checks);
    }

    /**
     * The report of a run that never happens.
     *
     * @param settings how it would be run
     * @param suite what would be tested
     * @return a report in which nothing has run
     */
    public static Report nothing(RunSettings settings, String suite) {
        List<Result> none = settings.requirements().all().stream()
                .map(requirement -> closed(requirement, Outcome.NOT_RUN, NOTHING))
                .toList();
        return new Report(Facts.before(settings, suite), Map.of(), Map.of(), none);
    }

    /**
     * What is to be run, in random order, everything as often as the settings say; what must have the JVM for itself comes
     * together.
     *
     * @return the requirements
     */
    public List<Requirement> plan() {
        return Plan.of(settings);
    }

    /** Who does the work: as many as the settings and the author allow. */
    Crew crew() {
        return new Crew(this, subject.severalAtATime() ? settings.threads() : 1);
    }

    /**
     * Brings one requirement to its outcome. A requirement that has failed before in this run stays failed.
     *
     * @param requirement of the contract
     * @return its result
     */
    public Result run(Requirement requirement) {
        Result result = decide(requirement);
        Result kept = results.merge(requirement.id(), result, Runner::worse);
        return kept.outcome() == Outcome.FAIL ? result : kept;
    }

    private static Result worse(Result before, Result now) {
        return before.outcome() == Outcome.FAIL ? before : now;
    }

    private Result decide(Requirement requirement) {
        if (!settings.only().isEmpty() && !settings.only().contains(requirement.id())) {
            return closed(requirement, Outcome.NOT_RUN, "left out by the settings of this run");
        }
        if (!requirement.testable()) {
            return closed(requirement, Outcome.NOT_TESTABLE, requirement.notTestable());
        }
        String challenge = settings.challenged().get(requirement.id());
        if (challenge != null) {
            return closed(requirement, Outcome.CHALLENGED, challenge);
        }
        boolean declared =
                requirement.capability() == null || subject.capabilities().contains(requirement.capability());
        return declared ? prove(requirement) : refuse(requirement);
    }

    private Result prove(Requirement requirement) {
        List<Check> proofs = settings.checks().of(requirement.id());
        if (proofs.isEmpty()) {
            return closed(requirement, Outcome.NOT_RUN, "the kit has no check for it");
        }
        List<Check> applicable = applicable(proofs);
        if (applicable.isEmpty()) {
            return notApplicable(requirement, proofs.get(0));
        }
        return ran(requirement, applicable, Outcome.PASS, null);
    }

    private Result refuse(Requirement requirement) {
        List<Check> refusals = settings.checks().refusals(requirement.capability());
        if (refusals.isEmpty()) {
            return closed(
                    requirement,
                    Outcome.NOT_RUN,
                    requirement.capability() + " is not declared, and the kit has no check that it is refused");
        }
        List<Check> applicable = applicable(refusals);
        if (applicable.isEmpty()) {
            return notApplicable(requirement, refusals.get(0));
        }
        return ran(requirement, applicable, Outcome.REFUSED, requirement.capability() + " is not declared");
    }

    private List<Check> applicable(List<Check> checks) {
        return checks.stream()
                .filter(check -> applicability.lacking(check.needs()).isEmpty())
                .toList();
    }

    private Result ran(Requirement requirement, List<Check> what, Outcome ifKept, @Nullable String reason) {
        List<CheckResult> ran = new ArrayList<>();
        what.forEach(check -> ran.add(checks.run(requirement, check)));
        boolean kept = ran.stream().allMatch(CheckResult::passed);
        return new Result(
                requirement.id(), requirement.level(), kept ? ifKept : Outcome.FAIL, kept ? reason : null, ran);
    }

    private Result notApplicable(Requirement requirement, Check check) {
        Set<Need> lacking = applicability.lacking(check.needs());
        return closed(requirement, Outcome.NOT_APPLICABLE, applicability.reasons(lacking));
    }

    private static Result closed(Requirement requirement, Outcome outcome, @Nullable String reason) {
        return new Result(requirement.id(), requirement.level(), outcome, reason, List.of());
    }

    /**
     * What has been shown so far; what has not run is reported so.
     *
     * @return the report
     */
    public Report report() {
        Map<String, Result> all = new LinkedHashMap<>();
        for (Requirement requirement : settings.requirements().all()) {
            all.put(
                    requirement.id(),
                    results.getOrDefault(requirement.id(), closed(requirement, Outcome.NOT_RUN, NOTHING)));
        }
        return new Report(facts.report(), applicability.allReasons(), settings.baseline(), List.copyOf(all.values()));
    }

    /** Reads no more log lines, and ends the servers of the run unless they are another's. */
    @Override
    public void close() {
        checks.close();
    }
}
