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
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Every mutant against every requirement that the kit checks. Checks mostly wait, so many run at a time. */
final class KillMatrix implements AutoCloseable {
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

    /** A row for each mutant. */
    List<Row> rows(List<Mutant> mutants) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (Mutant mutant : mutants) {
            long start = System.nanoTime();
            Row row = row(mutant);
            rows.add(row);
            progress.accept(rows.size() + "/" + mutants.size() + " " + mutant + " → " + row.summary() + " ("
                    + (System.nanoTime() - start) / 1_000_000 + " ms)");
            row.strangers()
                    .forEach(id ->
                            progress.accept(row.results().get(id).message().indent(4)));
        }
        return rows;
    }

    private Row row(Mutant mutant) throws InterruptedException {
        Runner runner = first.of(mutant.subject());
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
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the kit broke on " + mutant, e.getCause());
            }
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
            return results.get(own.id()).outcome() == Outcome.FAIL;
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
