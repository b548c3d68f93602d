package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.Check;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Every mutant against every requirement that the kit checks. Checks mostly wait, so many run at a time. */
final class KillMatrix implements AutoCloseable {
    private static final int AT_A_TIME = 4;

    private final Pattern only = Pattern.compile(System.getProperty("requirements", ""));
    private final RunSettings settings;
    private final Runner first;
    private final ExecutorService threads;
    private final Consumer<String> progress;

    KillMatrix(RunSettings settings, Mutant any, int threads, Consumer<String> progress) {
        this.settings = settings;
        this.first = new Runner(any.subject(), settings);
        this.threads = Executors.newFixedThreadPool(threads);
        this.progress = progress;
    }

    /**
     * A row for each mutant. First whatever can run together, of several mutants at a time; then, one after the other, what
     * must have the JVM for itself and would make all others wait.
     */
    List<Row> rows(List<Mutant> mutants) throws InterruptedException {
        List<Map<String, Result>> together = together(mutants);
        List<Row> rows = new ArrayList<>();
        for (Mutant mutant : mutants) {
            Map<String, Result> results = together.get(rows.size());
            results.putAll(results(mutant, this::alone));
            Row row = row(mutant, results);
            rows.add(row);
            tell(row, rows.size() + "/" + mutants.size());
        }
        return rows;
    }

    private List<Map<String, Result>> together(List<Mutant> mutants) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        ExecutorService several = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Callable<Map<String, Result>>> tasks = new ArrayList<>();
            mutants.forEach(mutant -> tasks.add(() -> {
                Map<String, Result> results = results(mutant, requirement -> !alone(requirement));
                tell(row(mutant, results), "first part, " + done.incrementAndGet() + "/" + mutants.size());
                return results;
            }));
            List<Map<String, Result>> all = new ArrayList<>();
            for (Future<Map<String, Result>> results : several.invokeAll(tasks)) {
                all.add(of(results));
            }
            return all;
        } finally {
            several.shutdownNow();
        }
    }

    private boolean alone(Requirement requirement) {
        return settings.checks().of(requirement.id()).stream().anyMatch(Check::alone);
    }

    private synchronized void tell(Row row, String count) {
        progress.accept(count + " " + row.mutant() + " → " + row.summary());
        row.strangers()
                .forEach(id -> progress.accept(row.results().get(id).message().indent(4)));
    }

    private static <T> T of(Future<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the kit broke", e.getCause());
        }
    }

    private Map<String, Result> results(Mutant mutant, Predicate<Requirement> part) throws InterruptedException {
        try (Runner runner = first.of(mutant.subject())) {
            Map<String, Result> results = new ConcurrentHashMap<>();
            List<Callable<Object>> tasks = new ArrayList<>();
            for (Requirement requirement : settings.requirements().all()) {
                boolean wanted = requirement.id().equals(mutant.id())
                        || only.matcher(requirement.id()).lookingAt();
                if (requirement.testable() && wanted && part.test(requirement)) {
                    tasks.add(() -> results.put(requirement.id(), runner.run(requirement)));
                }
            }
            for (Future<Object> done : threads.invokeAll(tasks)) {
                of(done);
            }
            return results;
        }
    }

    private Row row(Mutant mutant, Map<String, Result> results) {
        Requirement own = settings.requirements().find(mutant.id()).orElseThrow();
        boolean declared =
                own.capability() == null || mutant.subject().capabilities().contains(own.capability());
        // What is not declared is refused in one way, whichever requirement asks.
        List<String> sameRefusal = settings.requirements().all().stream()
                .filter(other -> !declared && own.capability() == other.capability())
                .map(Requirement::id)
                .toList();
        return new Row(mutant, own, sameRefusal, results);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        first.close();
    }

    /**
     * How one mutant fared.
     *
     * @param mutant the broken provider
     * @param own the requirement that it breaks
     * @param sameRefusal ids that are shown to be refused by the same check
     * @param results by id
     */
    record Row(Mutant mutant, Requirement own, List<String> sameRefusal, Map<String, Result> results) {

        boolean caught() {
            return results.containsKey(own.id()) && caught(results.get(own.id()));
        }

        /** A check that breaks has not seen what is wrong: only an expectation that is not met counts. */
        static boolean caught(Result result) {
            return result.outcome() == Outcome.FAIL
                    && result.checks().stream().anyMatch(check -> !check.passed() && !check.broke());
        }

        /** Ids that fail with it and are not said to fall with it. */
        List<String> strangers() {
            return failed().stream()
                    .filter(id -> !id.equals(own.id()) && !fallsWith(id))
                    .toList();
        }

        boolean fallsWith(String id) {
            return own.fallsWith().contains(id) || sameRefusal.contains(id);
        }

        /** Every id that fails. */
        List<String> failed() {
            return results.values().stream()
                    .filter(result -> result.outcome() == Outcome.FAIL)
                    .map(Result::id)
                    .sorted()
                    .toList();
        }

        String summary() {
            String strangers = strangers().isEmpty() ? "" : ", strangers " + strangers();
            return (caught() ? "caught" : "SURVIVED") + strangers;
        }
    }
}
