package io.github.llmbeans;

import io.github.llmbeans.internal.AsyncCalls;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Streams what the test says: each step gives an event or throws, and after the last one it blocks until it is closed. */
final class StreamedProvider extends AbstractProvider {
    static final StreamEvent STARTED = new StreamEvent.Started("streamed", "a-model", "request-1", "session-1");
    static final StreamEvent FINISHED = new StreamEvent.Finished(ChatResponse.builder("", "streamed", "a-model")
            .finishReason(FinishReason.STOP)
            .usage(new Usage(1, 2, 3, 0))
            .build());

    /** Gives an event or fails. */
    interface Step {
        @Nullable
        StreamEvent take();
    }

    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    volatile boolean released;
    boolean onCallersThread;
    ConcurrencyLimiter limiter = ConcurrencyLimiter.unlimited();

    /** Counts down whenever somebody blocks in a read. */
    volatile CountDownLatch blocked = new CountDownLatch(1);

    CallObserver observer = CallObserver.none();
    volatile Duration idle = Duration.ofMinutes(5);
    volatile Duration whole = Duration.ofMinutes(5);
    private final LinkedBlockingDeque<Supplier<Opened>> streams = new LinkedBlockingDeque<>();

    StreamedProvider() {
        this(AsyncCalls.threadPerCall());
    }

    StreamedProvider(Executor executor) {
        this(executor, Duration.ofSeconds(30));
    }

    StreamedProvider(Executor executor, Duration timeout) {
        super(
                ProviderConfig.builder("streamed").timeout(timeout).build(),
                new ProviderInfo(
                        "streamed",
                        "a-model",
                        EnumSet.of(Capability.STREAMING, Capability.STOP_SEQUENCES, Capability.USAGE)),
                RetryPolicy.builder().maxRetries(2).sleeper(pause -> {}).build(),
                executor);
    }

    static StreamEvent text(String text) {
        return new StreamEvent.Text(text);
    }

    /** What the next stream does. */
    StreamedProvider streams(Step... steps) {
        streams.add(() -> new Opened(List.of(steps)));
        return this;
    }

    /** The next attempt to open a stream fails. */
    StreamedProvider failsToOpen(RuntimeException failure) {
        streams.add(() -> {
            throw failure;
        });
        return this;
    }

    static Step gives(StreamEvent event) {
        return () -> event;
    }

    static Step fails(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    static Step ends() {
        return () -> null;
    }

    static ProviderException failure(boolean retryable) {
        return new ProviderUnavailableException(
                "broken", Failure.of("streamed").withStatus(503).withRetryable(retryable));
    }

    @Override
    protected CallObserver callObserver() {
        return observer;
    }

    @Override
    protected EventStream openStream(ChatRequest request, Deadline deadline) {
        opened.incrementAndGet();
        return StopSequences.cut(streams.remove().get(), request.params().stop());
    }

    @Override
    protected ConcurrencyLimiter concurrencyLimiter() {
        return limiter;
    }

    @Override
    protected boolean streamsOnCallersThread() {
        return onCallersThread;
    }

    @Override
    protected Duration streamIdleTimeout() {
        return idle;
    }

    @Override
    protected Duration streamTimeout() {
        return whole;
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected boolean probe(Deadline deadline) {
        return true;
    }

    @Override
    protected void release() {
        released = true;
    }

    private final class Opened implements EventStream {
        private final List<Step> steps;
        private final CountDownLatch end = new CountDownLatch(1);
        private int at;

        Opened(List<Step> steps) {
            this.steps = steps;
        }

        @Override
        public @Nullable StreamEvent next() {
            if (at == steps.size()) {
                awaitClose();
            }
            return steps.get(at++).take();
        }

        /** As a socket does: no notice of an interrupt, only of being closed. */
        private void awaitClose() {
            blocked.countDown();
            while (end.getCount() > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            throw failure(true);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            end.countDown();
        }
    }
}
