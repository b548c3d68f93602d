package io.github.llmbeans;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a router's strategy, and makes the best of what it says. */
final class RoutePlanner {
    private static final System.Logger LOGGER = System.getLogger(Router.class.getName());

    private final String router;
    private final RoutingStrategy strategy;
    private final Supplier<AsyncContext> asyncContexts;
    private final AtomicLong number = new AtomicLong();
    private final AtomicBoolean told = new AtomicBoolean();

    RoutePlanner(String router, RoutingStrategy strategy, Supplier<AsyncContext> asyncContexts) {
        this.router = router;
        this.strategy = strategy;
        this.asyncContexts = asyncContexts;
    }

    /**
     * The members in their order.
     *
     * @throws ProviderException if all are passed over
     */
    private Route inOrder(List<RouterMember> members) {
        Route route = Route.of(members);
        while (route.asked().isEmpty()) {
            ProviderException nobody = route.nobody(router);
            if (nobody != null) {
                throw nobody;
            }
            route = Route.of(members); // Somebody can be asked again since a moment ago.
        }
        return route;
    }

    /** Waits for health checks if the strategy wants them. */
    Route plan(List<RouterMember> members, ChatRequest request, @Nullable Deadline deadline) {
        Route route = inOrder(members);
        if (strategy == RoutingStrategy.ORDERED) {
            return route;
        }
        if (wantsHealth(route)) {
            await(RouterHealth.known(route.asked(), deadline).toCompletableFuture());
        }
        return ordered(route, request, false);
    }

    /** Without blocking. */
    CompletionStage<Route> planLater(
            List<RouterMember> members, ChatRequest request, boolean streamed, @Nullable Deadline deadline) {
        Route route = inOrder(members);
        if (strategy == RoutingStrategy.ORDERED) {
            return CompletableFuture.completedStage(route);
        }
        CompletableFuture<?> health = wantsHealth(route)
                ? RouterHealth.known(route.asked(), deadline).toCompletableFuture()
                : CompletableFuture.completedFuture(null);
        return health.isDone()
                ? CompletableFuture.completedStage(ordered(route, request, streamed))
                : health.thenApplyAsync(known -> ordered(route, request, streamed), callersContext());
    }

    /** Whoever has waited goes on in it. One that is no more is done without. */
    private Executor callersContext() {
        Executor context;
        try {
            context = asyncContexts.get().context();
        } catch (RuntimeException e) {
            return Runnable::run;
        }
        return task -> {
            try {
                context.execute(task);
            } catch (RuntimeException | Error gone) {
                task.run(); // Which changes nothing if it has run.
            }
        };
    }

    /** Where there is no choice, nobody has to wait for what would tell whom to choose. */
    private boolean wantsHealth(Route route) {
        try {
            return strategy.healthChecks() && route.asked().size() > 1;
        } catch (RuntimeException | LinkageError e) {
            broken(e);
            return false;
        }
    }

    private void await(CompletableFuture<?> known) {
        if (known.isDone()) {
            return;
        }
        try {
            known.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderInterruptedException(
                    "Interrupted while router '" + router + "' waited for a health check", Failure.of(router), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A health check must not fail", e);
        }
    }

    private Route ordered(Route route, ChatRequest request, boolean streamed) {
        List<RouterMember> order;
        try {
            order = order(route.asked(), request, streamed);
        } catch (RuntimeException | LinkageError e) {
            broken(e);
            return route; // In the order in which they were added.
        }
        if (order.isEmpty()) {
            ProviderUnavailableException none = new ProviderUnavailableException(
                    "The strategy of router '" + router + "' has chosen none of "
                            + route.asked().size() + " providers; nothing was sent",
                    Failure.of(router).withRetryable(true));
            none.recordAttempts(0);
            throw none;
        }
        return route.with(order);
    }

    private List<RouterMember> order(List<RouterMember> members, ChatRequest request, boolean streamed) {
        Object token = new Object();
        List<RoutingMember> views = new ArrayList<>(members.size());
        for (RouterMember member : members) {
            views.add(new RoutingMember(member, token));
        }
        List<RoutingMember> chosen =
                strategy.order(new RoutingCall(number.getAndIncrement() & Long.MAX_VALUE, request, streamed, views));
        List<RouterMember> order = new ArrayList<>(members.size());
        for (RoutingMember view : Objects.requireNonNull(chosen, "order must not be null")) {
            if (view.take(token)) {
                order.add(view.member());
            }
        }
        return order;
    }

    /** Once; its message may hold anything. */
    private void broken(Throwable e) {
        System.Logger.Level level =
                told.compareAndSet(false, true) ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
        LOGGER.log(
                level,
                () -> "The strategy of router '" + router + "' has failed with "
                        + e.getClass().getName() + "; the providers are asked in the order in which they were added");
    }
}
