package io.github.llmbeans;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Several providers that look like one: they are asked in the order that a {@link RoutingStrategy} gives, the next one
 * when the one before has failed.
 *
 * <pre>{@code
 * BaseProvider llm = new Router("main").addProvider(first).addProvider(second);
 *
 * Router balanced = Router.builder("balanced")
 *         .strategy(RoutingStrategy.BEST_AVAILABLE)
 *         .build();
 * }</pre>
 *
 * <h2>Failover</h2>
 *
 * <p>Every {@link ProviderException} leads to the next provider, a capability that one of them lacks included; only
 * {@link ProviderInterruptedException} ends the call, and so does any other exception, which is a defect and no answer of
 * a model. {@link InvalidRequestException} ends it too {@linkplain RouterBuilder#fallOverOnInvalidRequest(boolean) if that
 * is wanted}. When all have failed, the last failure is thrown, with the others as suppressed exceptions. A stream changes
 * the provider only before its first piece.
 *
 * <p>A provider that has failed a call with {@link RateLimitException} or {@link ProviderUnavailableException} and has said
 * when to come back ({@link ProviderException#retryAfter()}) is passed over until then, for a day at most, unless one that was unavailable answers another call meanwhile: to ask it earlier
 * would cost time, and with many servers an account. At its place it then fails without being asked, with the same sort of
 * failure, the time that is left and no {@linkplain ProviderException#attempts() attempts}; its place is where it was
 * added if the strategy is {@link RoutingStrategy#ORDERED}, and otherwise the end. If all are passed over, the call fails at once: with the
 * sort of failure and the time of the provider that can be asked first, so that the caller can wait for just so long. What
 * counts is what a provider says of itself: a router in a router is passed over only if none of its own can be asked.
 * Counts of tokens and lists of models are asked for all the same.
 *
 * <p>A call has one deadline, whoever is asked. Each provider gets its own timeout ({@link ProviderInfo#timeout()}) but
 * never more than what is left of {@link ChatRequest#timeout()}; the last one gets all that is left. A stream gets all that
 * is left in any case, since that is the time of the whole stream: a member that sends nothing may use it up. A request
 * without a timeout lets each provider keep its own.
 *
 * <h2>Members</h2>
 *
 * <p>Providers can be added and removed while calls run. Each is measured, see {@link #metrics()}. The router owns its
 * providers unless {@linkplain RouterBuilder#closesProviders(boolean) told otherwise}: {@link #close()} closes them.
 * Thread-safe; it needs no thread of its own, except for the health checks that a strategy may want. Calls on a router
 * without providers are refused with {@link IllegalStateException}.
 */
public final class Router implements BaseProvider {
    private final RouterMembers members;
    private final RouterCalls calls;

    /**
     * A router without providers that asks them in the order in which they are added.
     *
     * @param name its name, one line and not blank
     * @throws IllegalArgumentException if the name is blank or has a control character
     */
    public Router(String name) {
        this(name, RoutingStrategy.ORDERED);
    }

    /**
     * A router without providers.
     *
     * @param name its name, one line and not blank
     * @param strategy in which order they are asked
     * @throws IllegalArgumentException if the name is blank or has a control character
     */
    public Router(String name, RoutingStrategy strategy) {
        this(builder(name).strategy(strategy), new RoutePlanner(name, strategy, AsyncContext::none));
    }

    Router(RouterBuilder settings, RoutePlanner planner) {
        this.members = new RouterMembers(this, settings);
        this.calls = new RouterCalls(members, planner, settings);
    }

    /**
     * A builder of a router.
     *
     * @param name its name, one line and not blank
     * @return a new builder, not thread-safe
     * @throws IllegalArgumentException if the name is blank or has a control character
     */
    public static RouterBuilder builder(String name) {
        return new RouterBuilder(name);
    }

    /**
     * Adds a provider, to be asked after those that are there already. It takes part in the calls that begin afterwards.
     *
     * @param provider the next provider; closed with the router unless the router was told not to
     * @return this
     * @throws IllegalArgumentException if a provider of the same name is there already, or it is this router or one that
     *     has this router in it, as far as routers and {@link ObservedProvider} show what is in them
     * @throws IllegalStateException if the router is closed
     */
    public Router addProvider(BaseProvider provider) {
        members.add(Objects.requireNonNull(provider, "provider must not be null"));
        return this;
    }

    /**
     * Takes a provider out. Calls that begin afterwards do not ask it; those that are asking it go on, and if it is closed
     * meanwhile they turn to the next one. Its figures are forgotten.
     *
     * @param name its name
     * @return the provider, which is not closed; empty if there is none of that name
     * @throws IllegalStateException if the router is closed
     */
    public Optional<BaseProvider> removeProvider(String name) {
        return members.remove(Objects.requireNonNull(name, "name must not be null"));
    }

    /**
     * The providers in the order in which they were added.
     *
     * @return an unmodifiable copy
     */
    public List<BaseProvider> providers() {
        return members.all().stream().map(RouterMember::provider).toList();
    }

    /**
     * The figures of each provider since it was added. What is measured are the calls that this router made. Never blocks,
     * works after {@link #close()}.
     *
     * @return the figures by the name of the provider, in the order in which they were added; an unmodifiable copy
     */
    public Map<String, ProviderMetrics> metrics() {
        return members.metrics();
    }

    /**
     * The router's name, the first provider's model, what all providers can do, and the sum of their timeouts. Follows
     * the providers that are added and removed; without any, the model is {@code none} and there are no capabilities.
     */
    @Override
    public ProviderInfo info() {
        return members.info();
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        return calls.chat(Objects.requireNonNull(request, "request must not be null"));
    }

    /**
     * Asks the providers for asynchronous calls, one after the other; the router itself needs no thread. Stages complete
     * where those of the last provider asked do.
     */
    @Override
    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
        return calls.chatAsync(Objects.requireNonNull(request, "request must not be null"));
    }

    @Override
    public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        return calls.generateStream(prompt, params);
    }

    @Override
    public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
        return calls.chatStream(Objects.requireNonNull(request, "request must not be null"));
    }

    /**
     * Counts as the first provider that can count, in the order in which they were added, so that {@link #info()} tells
     * whose tokens they are; it may be another model than the one that answers.
     */
    @Override
    public List<TokenCount> countTokens(List<String> texts) {
        return calls.countTokens(texts);
    }

    /** The models of the first provider that tells its own, in the order in which they were added. */
    @Override
    public List<ModelInfo> models() {
        return calls.models();
    }

    /**
     * Asks the providers one after the other until one is healthy; so it may take as long as all their checks together.
     *
     * @return {@code true} if any provider is healthy; {@code false} without providers and after {@link #close()}
     */
    @Override
    public boolean healthCheck() {
        return members.healthCheck();
    }

    /** Closes the router, and its providers in their order unless it was told not to. */
    @Override
    public void close() {
        members.close();
    }

    boolean contains(Router other) {
        return members.contain(other);
    }

    @Override
    public String toString() {
        return "Router" + members.all().stream().map(RouterMember::name).toList();
    }
}
