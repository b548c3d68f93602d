package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import io.github.llmbeans.internal.FailoverCall;
import io.github.llmbeans.internal.FailoverPublisher;
import io.github.llmbeans.internal.Failures;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several providers that look like one: they are asked in the order in which they were added, the next one when the one
 * before has failed.
 *
 * <pre>{@code
 * BaseProvider llm = new Router("main").addProvider(first).addProvider(second);
 * }</pre>
 *
 * <p>Every {@link ProviderException} leads to the next provider, a capability that one of them lacks included; only
 * {@link ProviderInterruptedException} ends the call, and so does any other exception, which is a defect and no answer of
 * a model. When all have failed, the last failure is thrown, with the others as suppressed exceptions. A stream changes
 * the provider only before its first piece.
 *
 * <p>A call has one deadline, whoever is asked. Each provider gets its own timeout ({@link ProviderInfo#timeout()}) but
 * never more than what is left of {@link ChatRequest#timeout()}; the last one gets all that is left. A request without a
 * timeout lets each provider keep its own.
 *
 * <p>The router owns its providers: {@link #close()} closes them. Thread-safe; a provider that is added takes part in
 * the calls that begin afterwards. Calls on a router without providers are refused with {@link IllegalStateException}.
 */
public final class Router implements BaseProvider {
    private static final System.Logger LOGGER = System.getLogger(Router.class.getName());

    private final String name;
    private final LongSupplier nanoTime;
    private final Object lock = new Object();
    private volatile List<BaseProvider> members = List.of();
    private volatile boolean closed;

    /**
     * A router without providers.
     *
     * @param name its name, not blank
     * @throws IllegalArgumentException if the name is blank
     */
    public Router(String name) {
        this(name, System::nanoTime);
    }

    Router(String name, LongSupplier nanoTime) {
        this.name = Checks.notBlank("name", name);
        this.nanoTime = nanoTime;
    }

    /**
     * Adds a provider, to be asked after those that are there already.
     *
     * @param provider the next provider; closed with the router
     * @return this
     * @throws IllegalArgumentException if a provider of the same name is there already, or it is this router
     * @throws IllegalStateException if the router is closed
     */
    public Router addProvider(BaseProvider provider) {
        Objects.requireNonNull(provider, "provider");
        if (provider == this) {
            throw new IllegalArgumentException("provider must not be the router itself, was '" + name + "'");
        }
        String added = provider.info().name();
        synchronized (lock) {
            requireOpen();
            for (BaseProvider member : members) {
                if (member.info().name().equals(added)) {
                    throw new IllegalArgumentException(
                            "provider must have a name of its own in router '" + name + "', was '" + added + "' again");
                }
            }
            List<BaseProvider> more = new ArrayList<>(members);
            more.add(provider);
            members = List.copyOf(more);
        }
        return this;
    }

    /**
     * The providers in the order in which they are asked.
     *
     * @return an unmodifiable copy
     */
    public List<BaseProvider> providers() {
        return members;
    }

    /**
     * The router's name, the first provider's model, what all providers can do, and the sum of their timeouts. Follows
     * the providers that are added; without any, the model is {@code none} and there are no capabilities.
     */
    @Override
    public ProviderInfo info() {
        return CommonInfo.of(name, members);
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        Objects.requireNonNull(request, "request");
        return chat(request, deadline(request));
    }

    /**
     * Asks the providers for asynchronous calls, one after the other; the router itself needs no thread. Stages complete
     * where those of the last provider asked do.
     */
    @Override
    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
        Objects.requireNonNull(request, "request");
        Deadline deadline = deadline(request);
        List<BaseProvider> candidates;
        try {
            candidates = candidates();
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
        BaseProvider last = candidates.get(candidates.size() - 1);
        return FailoverCall.of(
                candidates.stream()
                        .<Supplier<CompletionStage<ChatResponse>>>map(member ->
                                () -> member.chatAsync(handedDown(request, deadline, member == last ? null : member)))
                        .iterator(),
                Router::mayFallOver,
                failed -> tooLate(deadline, failed, candidates.size()));
    }

    private @Nullable Deadline deadline(ChatRequest request) {
        return request.timeout() == null ? null : Deadline.after(request.timeout(), nanoTime);
    }

    private ChatResponse chat(ChatRequest request, @Nullable Deadline deadline) {
        return first(
                deadline, (member, followed) -> member.chat(handedDown(request, deadline, followed ? member : null)));
    }

    /** Counts as the first provider that can count; so it may be another model than the one that answers. */
    @Override
    public List<TokenCount> countTokens(List<String> texts) {
        List<String> copy = Checks.noNulls("texts", texts);
        return first(null, (member, followed) -> member.countTokens(copy));
    }

    /** The models of the first provider that tells its own. */
    @Override
    public List<ModelInfo> models() {
        return first(null, (member, followed) -> member.models());
    }

    /** The first answer; the way to ask is told whether others follow the member. */
    private <T> T first(@Nullable Deadline deadline, BiFunction<BaseProvider, Boolean, T> ask) {
        List<BaseProvider> all = candidates();
        Iterator<BaseProvider> candidates = all.iterator();
        List<ProviderException> failures = new ArrayList<>();
        while (true) {
            BaseProvider member = candidates.next();
            try {
                return ask.apply(member, candidates.hasNext());
            } catch (ProviderException e) {
                if (!candidates.hasNext() || !mayFallOver(e)) {
                    throw Failures.withEarlier(e, failures);
                }
                failures.add(e);
            }
            ProviderException late = tooLate(deadline, failures.size(), all.size());
            if (late != null) {
                throw Failures.withEarlier(late, failures);
            }
        }
    }

    private List<BaseProvider> candidates() {
        requireOpen();
        List<BaseProvider> candidates = members;
        if (candidates.isEmpty()) {
            throw new IllegalStateException("Router '" + name + "' has no providers; add one with addProvider");
        }
        return candidates;
    }

    private @Nullable ProviderException tooLate(@Nullable Deadline deadline, int failed, int all) {
        return deadline == null || !deadline.expired()
                ? null
                : new ProviderTimeoutException(
                        "No answer within " + deadline.timeout() + "; " + failed + " of " + all
                                + " providers had failed by then",
                        Failure.of(name).withRetryable(true));
    }

    /** With what is left of the deadline; a provider that others follow does not use up their time. */
    private static ChatRequest handedDown(
            ChatRequest request, @Nullable Deadline deadline, @Nullable BaseProvider followed) {
        return deadline == null
                ? request
                : deadline.handDown(
                        request, followed == null ? null : followed.info().timeout());
    }

    private static boolean mayFallOver(Throwable failure) {
        return failure instanceof ProviderException && !(failure instanceof ProviderInterruptedException);
    }

    @Override
    public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        ChatRequest.of(prompt, params);
        return firstThatAnswers(() -> member -> member.generateStream(prompt, params));
    }

    @Override
    public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
        Objects.requireNonNull(request, "request");
        return firstThatAnswers(() -> {
            Deadline deadline = deadline(request);
            return member -> member.chatStream(handedDown(request, deadline, null));
        });
    }

    /** The way to ask a member is looked up for each subscriber, when its call begins. */
    private <T> Flow.Publisher<T> firstThatAnswers(Supplier<Function<BaseProvider, Flow.Publisher<T>>> ways) {
        return new FailoverPublisher<>(
                () -> {
                    Function<BaseProvider, Flow.Publisher<T>> way = ways.get();
                    return candidates().stream()
                            .<Supplier<Flow.Publisher<T>>>map(member -> () -> way.apply(member))
                            .toList();
                },
                Router::mayFallOver);
    }

    /**
     * Asks the providers one after the other until one is healthy; so it may take as long as all their checks together.
     *
     * @return {@code true} if any provider is healthy; {@code false} without providers and after {@link #close()}
     */
    @Override
    public boolean healthCheck() {
        return !closed && members.stream().anyMatch(Router::isHealthy);
    }

    private static boolean isHealthy(BaseProvider member) {
        try {
            return member.healthCheck();
        } catch (RuntimeException e) {
            logUnexpected("The health check", member, e);
            return false;
        }
    }

    /** Closes the router and its providers, in their order. */
    @Override
    public void close() {
        List<BaseProvider> toClose;
        synchronized (lock) {
            toClose = closed ? List.of() : members;
            closed = true;
        }
        for (BaseProvider member : toClose) {
            try {
                member.close();
            } catch (RuntimeException e) {
                logUnexpected("Closing", member, e);
            }
        }
    }

    private static void logUnexpected(String what, BaseProvider member, RuntimeException e) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                () -> what + " of provider '" + member.info().name() + "' failed with "
                        + e.getClass().getName());
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("Router '" + name + "' is closed");
        }
    }
}
