package io.github.llmbeans;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A provider whose calls hang until the test lets them go, and of which only so many may run at once. */
final class QueuedProvider extends AbstractProvider {
    /** One permit lets one call go on. */
    final Semaphore gate = new Semaphore(0);

    /** The prompts of the calls that have begun, in their order. */
    final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

    final AtomicInteger mostAtOnce = new AtomicInteger();
    final AtomicInteger interrupted = new AtomicInteger();
    volatile Supplier<AsyncContext> context = AsyncContext::none;
    volatile ConcurrencyLimiter limiter = ConcurrencyLimiter.unlimited();
    volatile Runnable opening = () -> {};
    volatile int limit;
    private final AtomicInteger now = new AtomicInteger();

    QueuedProvider(int limit, Executor executor) {
        super(
                ProviderConfig.builder("queued").timeout(Duration.ofSeconds(60)).build(),
                new ProviderInfo("queued", "a-model", EnumSet.of(Capability.STREAMING)),
                RetryPolicy.builder().maxRetries(0).build(),
                executor);
        this.limit = limit;
    }

    @Override
    protected int maxAsyncCalls() {
        return limit;
    }

    @Override
    protected ConcurrencyLimiter concurrencyLimiter() {
        return limiter;
    }

    @Override
    protected AsyncContext asyncContext() {
        return context.get();
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
        String prompt = request.messages().get(0).content();
        begun.add(prompt);
        try {
            gate.acquire();
            return ChatResponse.of(prompt, "queued", "a-model");
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            Thread.currentThread().interrupt();
            throw new ProviderInterruptedException("interrupted", Failure.of("queued"), e);
        } finally {
            now.decrementAndGet();
        }
    }

    /** The prompt comes back word by word, and nobody has to be let go for that. */
    @Override
    protected EventStream openStream(ChatRequest request, Deadline deadline) {
        opening.run();
        return new MockStream(ChatResponse.of(request.messages().get(0).content(), "queued", "a-model"));
    }

    @Override
    protected boolean probe(Deadline deadline) {
        return true;
    }

    /** Waits until so many calls more have begun. */
    List<String> awaitBegun(int calls) throws InterruptedException {
        String[] prompts = new String[calls];
        for (int i = 0; i < calls; i++) {
            prompts[i] = begun.poll(30, TimeUnit.SECONDS);
        }
        return List.of(prompts);
    }
}
