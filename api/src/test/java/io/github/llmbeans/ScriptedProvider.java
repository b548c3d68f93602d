package io.github.llmbeans;

import io.github.llmbeans.internal.AsyncCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** A provider on the skeleton whose attempts, health and release a test writes itself; it never pauses. */
final class ScriptedProvider extends AbstractProvider {
    static final ChatResponse ANSWER = ChatResponse.of("an answer", "scripted", "a-model");

    /** The requests of all attempts, in order. */
    final List<ChatRequest> requests = Collections.synchronizedList(new ArrayList<>());

    /** The texts of all attempts to count, in order. */
    final List<List<String>> counted = Collections.synchronizedList(new ArrayList<>());

    Function<List<String>, List<TokenCount>> counts = texts ->
            texts.stream().map(t -> new TokenCount(t.length(), t.length())).toList();
    Supplier<List<ModelInfo>> models = () -> List.of(new ModelInfo("a-model", null, null));
    final AtomicInteger releases = new AtomicInteger();
    Supplier<ChatResponse> attempt = () -> ANSWER;
    Supplier<Boolean> health = () -> true;
    Runnable release = () -> {};
    CallObserver observer = CallObserver.none();
    ConcurrencyLimiter limiter = ConcurrencyLimiter.unlimited();

    ScriptedProvider() {
        this(
                "scripted",
                Duration.ofSeconds(30),
                EnumSet.complementOf(EnumSet.of(Capability.STREAMING)),
                AsyncCalls.threadPerCall());
    }

    ScriptedProvider(Set<Capability> capabilities) {
        this("scripted", Duration.ofSeconds(30), capabilities, AsyncCalls.threadPerCall());
    }

    ScriptedProvider(String name) {
        this(
                name,
                Duration.ofSeconds(30),
                EnumSet.complementOf(EnumSet.of(Capability.STREAMING)),
                AsyncCalls.threadPerCall());
    }

    /** One that pauses as it is told, all the same. */
    ScriptedProvider(Sleeper sleeper) {
        this("scripted", Duration.ofSeconds(30), EnumSet.noneOf(Capability.class), AsyncCalls.threadPerCall(), sleeper);
    }

    ScriptedProvider(String name, Duration timeout, Set<Capability> capabilities, Executor executor) {
        this(name, timeout, capabilities, executor, pause -> {});
    }

    private ScriptedProvider(
            String name, Duration timeout, Set<Capability> capabilities, Executor executor, Sleeper sleeper) {
        super(
                ProviderConfig.builder(name).timeout(timeout).build(),
                new ProviderInfo(name, name + "-model", capabilities),
                RetryPolicy.builder().sleeper(sleeper).build(),
                executor);
    }

    ScriptedProvider answers(Supplier<ChatResponse> script) {
        attempt = script;
        return this;
    }

    ScriptedProvider failsWith(Supplier<? extends RuntimeException> failure) {
        return answers(() -> {
            throw failure.get();
        });
    }

    @Override
    protected CallObserver callObserver() {
        return observer;
    }

    @Override
    protected ConcurrencyLimiter concurrencyLimiter() {
        return limiter;
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        requests.add(request);
        return attempt.get();
    }

    @Override
    protected List<TokenCount> attemptTokenCount(List<String> texts, Deadline deadline) {
        counted.add(texts);
        return counts.apply(texts);
    }

    @Override
    protected List<ModelInfo> attemptModels(Deadline deadline) {
        return models.get();
    }

    @Override
    protected boolean probe(Deadline deadline) {
        return health.get();
    }

    @Override
    protected void release() {
        releases.incrementAndGet();
        release.run();
    }
}
