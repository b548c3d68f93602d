package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.StreamEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Flow;

/** Break what a router goes by when it chooses among its members. */
final class MemberOrderMutants {
    private MemberOrderMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.wrapped(
                        "RTR-STRATEGIES",
                        "an outage within a deadline is the caller's mistake",
                        inner -> new Translating(
                                inner,
                                ProviderUnavailableException.class,
                                e -> new InvalidRequestException(
                                        e.getMessage(),
                                        Translating.facts(e)
                                                .withRetryAfter(e.retryAfter().orElse(null))))),
                Mutant.wrapped(
                        "RTR-PASSED-OVER",
                        "an overload within a deadline does not tell until when",
                        inner -> new Translating(
                                inner,
                                RateLimitException.class,
                                e -> new RateLimitException(e.getMessage(), Translating.facts(e)))),
                Mutant.wrapped(
                        "RTR-STREAM-FALLS-OVER",
                        "a stream within a deadline begins before the server has answered",
                        inner -> new Wrapped(inner) {
                            @Override
                            public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
                                Flow.Publisher<StreamEvent> stream = super.chatStream(request);
                                return request.timeout() == null
                                        ? stream
                                        : to -> stream.subscribe(new Hasty(to, inner));
                            }
                        }),
                Mutant.wrapped("RTR-HEALTH", "whoever has failed is ill until it has answered a call", Moping::new),
                Mutant.wrapped(
                        "RTR-REMOVED", "a call that is cut off by close() fails as an input stream does", CutOff::new));
    }

    /** Gives a beginning at once and leaves out the real one. */
    private static final class Hasty extends Relayed<StreamEvent> {
        private final BaseProvider provider;
        private boolean begun;

        Hasty(Flow.Subscriber<? super StreamEvent> to, BaseProvider provider) {
            super(to);
            this.provider = provider;
        }

        @Override
        public void request(long n) {
            if (!begun && n > 0) {
                begun = true;
                to.onNext(new StreamEvent.Started(
                        provider.info().name(), provider.info().model(), null, null));
            }
            super.request(n);
        }

        @Override
        public void onNext(StreamEvent event) {
            if (!(event instanceof StreamEvent.Started)) {
                super.onNext(event);
            }
        }
    }

    private static final class Moping extends Wrapped {
        private volatile boolean failed;

        Moping(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            try {
                ChatResponse answer = super.chat(request);
                failed = false;
                return answer;
            } catch (ProviderUnavailableException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public boolean healthCheck() {
            return super.healthCheck() && !failed;
        }
    }

    private static final class CutOff extends Wrapped {
        private volatile boolean closed;

        CutOff(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            boolean before = closed;
            try {
                return super.chat(request);
            } catch (ProviderException | IllegalStateException e) {
                if (closed && !before) {
                    throw new UncheckedIOException(new IOException("Stream closed", e));
                }
                throw e;
            }
        }

        @Override
        public void close() {
            closed = true;
            super.close();
        }
    }
}
