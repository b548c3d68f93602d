package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Flow;

/** Does not declare streaming, and cuts the answer in two all the same. */
final class TwoPieces extends Reference {
    @Override
    public Set<Capability> capabilities() {
        Set<Capability> fewer = EnumSet.copyOf(super.capabilities());
        fewer.remove(Capability.STREAMING);
        return fewer;
    }

    @Override
    public BaseProvider create(ProviderConfig config, Clock clock) {
        return new ReferenceProvider(config, clock, capabilities()) {
            @Override
            public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
                Flow.Publisher<String> whole = super.generateStream(prompt, params);
                return subscriber -> whole.subscribe(new Halving(subscriber));
            }
        };
    }

    private record Halving(Flow.Subscriber<? super String> subscriber) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(subscription);
        }

        @Override
        public void onNext(String piece) {
            int half = piece.length() / 2;
            subscriber.onNext(piece.substring(0, half));
            subscriber.onNext(piece.substring(half));
        }

        @Override
        public void onError(Throwable failure) {
            subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}
