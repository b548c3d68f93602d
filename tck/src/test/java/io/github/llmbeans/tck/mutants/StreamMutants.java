package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.tck.reference.ReferenceLimits;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Break streams: what a provider publishes, or what it opens. */
final class StreamMutants {
    private StreamMutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        StreamPieceMutants.all(),
                        StreamDemandMutants.all(),
                        StreamEventMutants.all(),
                        StreamFailureMutants.all(),
                        StreamLimitMutants.all(),
                        StreamRuleMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The reference with other streams of text. */
    static Mutant published(String id, String what, UnaryOperator<Flow.Publisher<String>> broken) {
        return Mutant.wrapped(id, what, inner -> new Wrapped(inner) {
            @Override
            public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
                return broken.apply(super.generateStream(prompt, params));
            }
        });
    }

    /** The reference with other subscriptions to streams of text. */
    static Mutant relayed(String id, String what, UnaryOperator<Flow.Subscriber<? super String>> broken) {
        return published(id, what, right -> relayed(right, broken));
    }

    /** A stream with something between it and its subscribers. */
    static <T> Flow.Publisher<T> relayed(Flow.Publisher<T> right, UnaryOperator<Flow.Subscriber<? super T>> broken) {
        return subscriber -> right.subscribe(broken.apply(Objects.requireNonNull(subscriber, "subscriber")));
    }

    /** The reference whose streams of text have another configuration; all its calls share one limiter. */
    static Mutant texts(String id, String what, UnaryOperator<ProviderConfigBuilder> other) {
        return Mutant.of(id, what, (config, clock) -> {
            ConcurrencyLimiter limiter = ReferenceLimits.limiter(config, ReferenceLimits::fair);
            BaseProvider streams = new Limited(other.apply(config.toBuilder()).build(), clock, limiter);
            return new Wrapped(new Limited(config, clock, limiter)) {
                @Override
                public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
                    return streams.generateStream(prompt, params);
                }

                @Override
                public void close() {
                    super.close();
                    streams.close();
                }
            };
        });
    }
}
