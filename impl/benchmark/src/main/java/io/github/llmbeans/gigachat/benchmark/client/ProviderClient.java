package io.github.llmbeans.gigachat.benchmark.client;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.GigaChatProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The provider, with everything on that is on by default: limiter, retries, circuit, deadlines. */
public final class ProviderClient implements Client {
    private static final String MANY = "256";

    private final ShiftedClock clock = new ShiftedClock();
    private final GigaChatProvider provider;

    ProviderClient(String server, String kind) {
        provider = GigaChatProvider.builder(ProviderConfig.builder("benchmark")
                        .apiKey("YmVuY2htYXJrOmJlbmNobWFyaw==")
                        .baseUrl(server + kind + "v1")
                        .authUrl(server + "oauth")
                        .timeout(Duration.ofMinutes(2))
                        .option("max-connections", MANY)
                        .option("max-concurrent-requests", MANY)
                        .option("max-queued-requests", "10000")
                        .build())
                .clock(clock)
                .build();
    }

    @Override
    public void call() {
        Client.checkAnswer(provider.generate(PROMPT));
    }

    @Override
    public CompletionStage<?> callAsync() {
        return provider.generateAsync(PROMPT, GenerationParams.defaults());
    }

    @Override
    public void stream(Runnable firstPiece) {
        Pieces pieces = new Pieces(firstPiece);
        provider.generateStream(PROMPT, GenerationParams.defaults()).subscribe(pieces);
        pieces.length.join();
    }

    @Override
    public void loop(Runnable firstPiece) {
        int seen = 0;
        try (BlockingStream<String> pieces =
                BlockingStream.of(provider.generateStream(PROMPT, GenerationParams.defaults()))) {
            while (pieces.hasNext()) {
                pieces.next();
                if (seen++ == 0) {
                    firstPiece.run();
                }
            }
        }
        requireAll(seen);
    }

    private static void requireAll(int seen) {
        if (seen != PIECES) {
            throw new IllegalStateException("there were " + seen + " pieces");
        }
    }

    /** Lets tokens expire. */
    public void pass(Duration time) {
        clock.offset = clock.offset.plus(time);
    }

    @Override
    public void close() {
        provider.close();
    }

    private static final class Pieces implements Flow.Subscriber<String> {
        private final CompletableFuture<Integer> length = new CompletableFuture<>();
        private final Runnable firstPiece;
        private int seen;

        Pieces(Runnable firstPiece) {
            this.firstPiece = firstPiece;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String piece) {
            if (seen++ == 0) {
                firstPiece.run();
            }
        }

        @Override
        public void onError(Throwable failure) {
            length.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            try {
                requireAll(seen);
                length.complete(seen);
            } catch (IllegalStateException e) {
                length.completeExceptionally(e);
            }
        }
    }

    private static final class ShiftedClock extends Clock {
        private volatile Duration offset = Duration.ZERO;

        @Override
        public long millis() {
            return System.currentTimeMillis() + offset.toMillis();
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(offset);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
