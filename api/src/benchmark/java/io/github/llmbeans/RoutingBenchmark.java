package io.github.llmbeans;

import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to ask a provider that does nothing: directly, observed, and through routers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RoutingBenchmark {
    /** Who is asked. */
    @Param({
        "direct",
        "observed",
        "one-ordered",
        "three-ordered",
        "three-round-robin",
        "three-random",
        "three-first-available",
        "three-best-available"
    })
    public String way;

    private BaseProvider provider;
    private final ChatRequest request = ChatRequest.of("hi");

    /** Makes whoever is asked. */
    @Setup
    public void make() {
        if (way.equals("direct")) {
            provider = new Nothing("a");
        } else if (way.equals("observed")) {
            provider = new ObservedProvider(new Nothing("a"), new CallMetrics("a"));
        } else {
            int dash = way.indexOf('-');
            Router router = new Router("router", RoutingStrategy.named(way.substring(dash + 1)));
            int members = way.startsWith("one") ? 1 : 3;
            for (int i = 0; i < members; i++) {
                router.addProvider(new Nothing("member" + i));
            }
            provider = router;
        }
    }

    /** One blocking call. */
    @Benchmark
    public ChatResponse chat() {
        return provider.chat(request);
    }

    /** Answers with what it has. */
    private static final class Nothing implements BaseProvider {
        private final ProviderInfo info;
        private final ChatResponse answer;

        Nothing(String name) {
            info = new ProviderInfo(name, "model", EnumSet.allOf(Capability.class));
            answer = ChatResponse.builder("hi", name, "model")
                    .usage(new Usage(1, 2, 3, 0))
                    .build();
        }

        @Override
        public ProviderInfo info() {
            return info;
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            return answer;
        }

        @Override
        public boolean healthCheck() {
            return true;
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
