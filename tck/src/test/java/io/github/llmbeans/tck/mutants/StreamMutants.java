package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceStream;
import io.github.llmbeans.tck.reference.ReferenceSubscription;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Break streams: how they are made, by the parts that {@link ReferenceStream} has for it. */
final class StreamMutants {
    private StreamMutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        StreamPieceMutants.all(),
                        StreamDemandMutants.all(),
                        StreamEventMutants.all(),
                        StreamFailureMutants.all(),
                        StreamRuleMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The reference with other streams. */
    static Mutant of(String id, String what, BiFunction<ReferenceProvider, ChatRequest, ReferenceStream> broken) {
        return Mutant.of(id, what, (config, clock) -> new ReferenceProvider(config, clock) {
            @Override
            protected ReferenceStream stream(ChatRequest request) {
                return broken.apply(this, request);
            }
        });
    }

    /** The reference with other subscriptions. */
    static Mutant subscribed(
            String id,
            String what,
            BiFunction<ReferenceStream, Flow.Subscriber<? super String>, ReferenceSubscription> broken) {
        return of(id, what, (provider, request) -> new ReferenceStream(provider, request) {
            @Override
            protected ReferenceSubscription subscription(Flow.Subscriber<? super String> subscriber) {
                return broken.apply(this, subscriber);
            }
        });
    }
}
