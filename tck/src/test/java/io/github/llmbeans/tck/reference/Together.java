package io.github.llmbeans.tck.reference;

import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Some requirements of one provider, each a test of its own, several at a time: most checks wait for most of their time. */
final class Together {
    private static final int AT_A_TIME = 12;

    private Together() {}

    /**
     * Starts the work.
     *
     * @param subject the provider
     * @param settings how to run
     * @param which what is looked at
     * @param look throws if the result is not as it must be
     * @return the tests; closing it, as JUnit does, ends the work
     */
    static Stream<DynamicTest> tests(
            ProviderUnderTest subject,
            RunSettings settings,
            Predicate<Requirement> which,
            BiConsumer<Requirement, Result> look) {
        Runner runner = new Runner(subject, settings);
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        List<DynamicTest> tests = new ArrayList<>();
        for (Requirement requirement : runner.plan()) {
            if (which.test(requirement)) {
                Future<Result> result = threads.submit(() -> runner.run(requirement));
                tests.add(DynamicTest.dynamicTest(requirement.id(), () -> look.accept(requirement, of(result))));
            }
        }
        return tests.stream().onClose(() -> {
            threads.shutdownNow();
            runner.close();
        });
    }

    private static Result of(Future<Result> running) throws InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the kit broke", e.getCause());
        }
    }
}
