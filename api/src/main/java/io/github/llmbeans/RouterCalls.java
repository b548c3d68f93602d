package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import io.github.llmbeans.internal.FailoverCall;
import io.github.llmbeans.internal.FailoverPublisher;
import io.github.llmbeans.internal.Failures;
import io.github.llmbeans.internal.Sources;
import io.github.llmbeans.internal.Texts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The calls of a router: one member after the other until one answers, within one deadline. */
final class RouterCalls {
    private final RouterMembers members;
    private final RoutePlanner planner;
    private final LongSupplier nanoTime;
    private final boolean fallOverOnInvalidRequest;

    RouterCalls(RouterMembers members, RoutePlanner planner, RouterBuilder settings) {
        this.members = members;
        this.planner = planner;
        this.nanoTime = settings.nanoTime;
        this.fallOverOnInvalidRequest = settings.fallOverOnInvalidRequest;
    }

    ChatResponse chat(ChatRequest request) {
        Deadline deadline = deadline(request);
        Route route = planner.plan(members.candidates(), request, deadline);
        return first(sources(
                route,
                deadline,
                (member, followed) -> member.observed().chat(handedDown(request, deadline, followed ? member : null))));
    }

    CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
        Deadline deadline = deadline(request);
        CompletionStage<Route> route;
        try {
            route = planner.planLater(members.candidates(), request, false, deadline);
        } catch (IllegalStateException | ProviderException e) {
            return CompletableFuture.failedFuture(e);
        }
        return FailoverCall.of(route.thenApply(known -> sources(
                known,
                deadline,
                (member, followed) ->
                        member.observed().chatAsync(handedDown(request, deadline, followed ? member : null)))));
    }

    Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        ChatRequest request = ChatRequest.of(prompt, params);
        return new FailoverPublisher<>(() ->
                stream(request, null, (member, followed) -> member.observed().generateStream(prompt, params)));
    }

    Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
        return new FailoverPublisher<>(() -> {
            Deadline deadline = deadline(request);
            return stream(
                    request,
                    deadline,
                    (member, followed) -> member.observed().chatStream(handedDown(request, deadline, null)));
        });
    }

    private <T> CompletionStage<Sources<Flow.Publisher<T>>> stream(
            ChatRequest request,
            @Nullable Deadline deadline,
            BiFunction<RouterMember, Boolean, Flow.Publisher<T>> ask) {
        return planner.planLater(members.candidates(), request, true, deadline)
                .thenApply(route -> sources(route, deadline, ask));
    }

    List<TokenCount> countTokens(List<String> texts) {
        List<String> copy = Checks.noNulls("texts", texts);
        return firstInOrder(member -> member.provider().countTokens(copy));
    }

    List<ModelInfo> models() {
        return firstInOrder(member -> member.provider().models());
    }

    private <T> T firstInOrder(Function<RouterMember, T> ask) {
        return first(new Sources<>(
                members.candidates().stream()
                        .map(member -> new Sources.Source<>(
                                () -> ask.apply(member), () -> false, failure -> mayBeFollowed(member, failure)))
                        .toList(),
                failed -> null));
    }

    private <P> Sources<P> sources(Route route, @Nullable Deadline deadline, BiFunction<RouterMember, Boolean, P> ask) {
        int all = route.order().size();
        return route.sources(ask, this::mayBeFollowed, failed -> tooLate(deadline, failed, all));
    }

    private static <T> T first(Sources<T> sources) {
        Iterator<Sources.Source<T>> left = sources.list().iterator();
        List<Throwable> failures = new ArrayList<>(0);
        while (true) {
            Sources.Source<T> source = left.next();
            RuntimeException late = sources.late(source, failures.size());
            if (late != null) {
                throw Failures.withEarlier(late, failures);
            }
            try {
                return source.ask().get();
            } catch (RuntimeException e) {
                if (!left.hasNext() || !source.mayBeFollowed().test(e)) {
                    throw Failures.withEarlier(e, failures);
                }
                failures.add(e);
            }
        }
    }

    private @Nullable Deadline deadline(ChatRequest request) {
        return request.timeout() == null ? null : Deadline.after(request.timeout(), nanoTime);
    }

    private @Nullable ProviderException tooLate(@Nullable Deadline deadline, int failed, int all) {
        return deadline == null || !deadline.expired()
                ? null
                : new ProviderTimeoutException(
                        "No answer within " + Texts.seconds(deadline.timeout()) + "; " + failed + " of " + all
                                + " providers had failed by then",
                        Failure.of(members.name()).withRetryable(true));
    }

    /** With what is left of the deadline; a provider that others follow does not use up their time. */
    private static ChatRequest handedDown(
            ChatRequest request, @Nullable Deadline deadline, @Nullable RouterMember followed) {
        return deadline == null
                ? request
                : deadline.handDown(
                        request,
                        followed == null ? null : followed.provider().info().timeout());
    }

    /** A provider that was taken out and closed in the middle of a call has not failed. */
    private boolean mayBeFollowed(RouterMember member, Throwable failure) {
        if (failure instanceof InvalidRequestException) {
            return fallOverOnInvalidRequest;
        }
        return failure instanceof ProviderException
                ? !(failure instanceof ProviderInterruptedException)
                : failure instanceof IllegalStateException && !members.all().contains(member);
    }
}
