package io.github.llmbeans.gigachat.benchmark;

import io.github.llmbeans.gigachat.benchmark.report.Results;
import io.github.llmbeans.gigachat.internal.rest.PartsBenchmark;
import java.util.Collection;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts of a call one by one, with JMH. */
final class Parts {
    private static final int ITERATIONS = 3;

    private Parts() {}

    static void measure(long millis, Results results) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(millis / 2);
        Collection<RunResult> runs = new Runner(new OptionsBuilder()
                        .include(PartsBenchmark.class.getName())
                        .warmupIterations(ITERATIONS)
                        .warmupTime(time)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(time)
                        .forks(1)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        for (RunResult run : runs) {
            Result<?> took = run.getPrimaryResult();
            Result<?> bytes = run.getSecondaryResults().get("gc.alloc.rate.norm");
            String name = run.getParams().getBenchmark();
            results.add(
                    "parts",
                    "provider",
                    name.substring(name.lastIndexOf('.') + 1),
                    run.getParams().getThreads(),
                    1,
                    Map.of("nanos", took.getScore(), "bytes", bytes == null ? Double.NaN : bytes.getScore()));
        }
    }
}
