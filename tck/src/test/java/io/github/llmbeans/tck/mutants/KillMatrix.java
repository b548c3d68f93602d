package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.util.ArrayList;
import java.util.Collection;
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

    /** A row for each mutant; some at a time, since each has a few checks that others wait for. */
    List<Row> rows(List<Mutant> mutants) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        ExecutorService several = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Callable<Row>> tasks = new ArrayList<>();
            mutants.forEach(mutant -> tasks.add(() -> {
                long start = System.nanoTime();
                Row row = row(mutant);
                tell(row, done.incrementAndGet() + "/" + mutants.size(), System.nanoTime() - start);
                return row;
            }));
            List<Row> rows = new ArrayList<>();
            for (Future<Row> row : several.invokeAll(tasks)) {
                rows.add(of(row));
            }
            return rows;
        } finally {
            several.shutdownNow();
        }
    }

    private synchronized void tell(Row row, String count, long nanos) {
        progress.accept(count + " " + row.mutant() + " → " + row.summary() + " (" + nanos / 1_000_000 + " ms)");
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

    private Row row(Mutant mutant) throws InterruptedException {
        try (Runner runner = first.of(mutant.subject())) {
            return row(mutant, runner);
        }
    }

    private Row row(Mutant mutant, Runner runner) throws InterruptedException {
        Collection<Requirement> all = settings.requirements().all();
        Map<String, Result> results = new ConcurrentHashMap<>();
        List<Callable<Object>> tasks = new ArrayList<>();
        for (Requirement requirement : all) {
            if (requirement.testable()
                    && (requirement.id().equals(mutant.id())
                            || only.matcher(requirement.id()).lookingAt())) {
                tasks.add(() -> results.put(requirement.id(), runner.run(requirement)));
            }
        }
        for (Future<Object> done : threads.invokeAll(tasks)) {
            of(done);
        }
        Requirement own = settings.requirements().find(mutant.id()).orElseThrow();
        boolean declared =
                own.capability() == null || mutant.subject().capabilities().contains(own.capability());
        // What is not declared is refused in one way, whichever requirement asks.
        List<String> sameRefusal = all.stream()
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
            return caught(results.get(own.id()));
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
