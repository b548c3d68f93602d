package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.tck.reference.ReferenceStream;
import io.github.llmbeans.tck.reference.ReferenceSubscription;
import java.util.List;
import java.util.concurrent.Flow;

/** Do not do what who listens to a stream says. */
final class StreamDemandMutants {
    private StreamDemandMutants() {}

    static List<Mutant> all() {
        return List.of(
                StreamMutants.subscribed(
                        "STR-COLD",
                        "the request is sent at subscribe",
                        (stream, subscriber) -> new ReferenceSubscription(stream, subscriber) {
                            @Override
                            protected boolean ready(boolean asked) {
                                return true;
                            }
                        }),
                StreamMutants.subscribed(
                        "STR-DEMAND",
                        "what is asked for is not counted",
                        (stream, subscriber) -> new ReferenceSubscription(stream, subscriber) {
                            @Override
                            protected boolean wanted() {
                                return !cancelled();
                            }
                        }),
                StreamMutants.subscribed(
                        "STR-CANCEL",
                        "cancel is looked at when the next piece comes, and the connection stays open until then",
                        (stream, subscriber) -> new ReferenceSubscription(stream, subscriber) {
                            @Override
                            protected void closeLines() {
                                // Closed by whom reads them.
                            }
                        }),
                StreamMutants.subscribed(
                        "STR-CANCEL",
                        "cancel is ignored",
                        (stream, subscriber) -> new ReferenceSubscription(stream, subscriber) {
                            @Override
                            public void cancel() {
                                // Not our business.
                            }
                        }),
                StreamMutants.of(
                        "STR-NULL-SUBSCRIBER",
                        "a null subscriber is ignored",
                        (provider, request) -> new ReferenceStream(provider, request) {
                            @Override
                            public void subscribe(Flow.Subscriber<? super String> subscriber) {
                                if (subscriber != null) {
                                    super.subscribe(subscriber);
                                }
                            }
                        }),
                StreamMutants.subscribed(
                        "STR-BAD-DEMAND",
                        "a request for no piece throws",
                        (stream, subscriber) -> new ReferenceSubscription(stream, subscriber) {
                            @Override
                            public void request(long n) {
                                if (n <= 0) {
                                    throw badDemand(n);
                                }
                                super.request(n);
                            }
                        }),
                StreamMutants.subscribed(
                        "STR-BAD-DEMAND",
                        "a request for no piece is ignored",
                        (stream, subscriber) -> new ReferenceSubscription(stream, subscriber) {
                            @Override
                            public void request(long n) {
                                if (n > 0) {
                                    super.request(n);
                                }
                            }
                        }));
    }
}
