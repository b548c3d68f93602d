package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RouterAsyncTest {
    private final Executor sameThread = Runnable::run;
    private final QueuedProvider hanging = new QueuedProvider(1, task -> new Thread(task).start());

    /** A member whose asynchronous calls are answered when the test says so. */
    private static final class Promised implements BaseProvider {
        final List<CompletableFuture<ChatResponse>> calls = new ArrayList<>();
        final List<ChatRequest> requests = new ArrayList<>();
        private final String name;

        Promised(String name) {
            this.name = name;
        }

        @Override
        public ProviderInfo info() {
            return new ProviderInfo(name, "m", java.util.Set.of(), null);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            throw new AssertionError("A thread would have been blocked");
        }

        @Override
        public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
            requests.add(request);
            calls.add(new CompletableFuture<>());
            return calls.get(calls.size() - 1);
        }

        @Override
        public boolean healthCheck() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** A member whose asynchronous calls are what the test says. */
    private record ScriptedAsync(Supplier<CompletionStage<ChatResponse>> script) implements BaseProvider {
        @Override
        public ProviderInfo info() {
            return new ProviderInfo("scripted", "m", java.util.Set.of(), null);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            throw new AssertionError("A thread would have been blocked");
        }

        @Override
        public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
            return script.get();
        }

        @Override
        public boolean healthCheck() {
            return true;
        }

        @Override
        public void close() {}
    }

    private final Promised a = new Promised("a");
    private final Promised b = new Promised("b");
    private final Router router = new Router("main").addProvider(a).addProvider(b);

    private CompletableFuture<ChatResponse> ask() {
        return router.chatAsync(ChatRequest.of("hi")).toCompletableFuture();
    }

    @Test
    void noThreadIsBlockedWhileAMemberAnswers() {
        CompletableFuture<ChatResponse> call = ask();
        assertThat(call).isNotDone();
        assertThat(b.calls).isEmpty();

        a.calls.get(0).completeExceptionally(StubProvider.failure("a"));
        assertThat(call).isNotDone();
        b.calls.get(0).complete(ChatResponse.of("from b", "b", "m"));

        assertThat(call.join().text()).isEqualTo("from b");
    }

    @Test
    void whenAllFailTheLastFailureHasTheOthersSuppressed() {
        ProviderException first = StubProvider.failure("a");
        ProviderException last = StubProvider.failure("b");
        CompletableFuture<ChatResponse> call = ask();
        a.calls.get(0).completeExceptionally(first);
        b.calls.get(0).completeExceptionally(last);

        Throwable seen = catchThrowable(call::get).getCause();

        assertThat(seen).isSameAs(last);
        assertThat(seen.getSuppressed()).containsExactly(first);
    }

    @Test
    void cancellingCancelsTheMembersCallAndAsksNobodyElse() {
        CompletableFuture<ChatResponse> call = ask();
        CompletableFuture<String> mapped = call.thenApply(ChatResponse::text);

        mapped.cancel(true);

        assertThat(a.calls.get(0)).isCancelled();
        assertThat(call).isCancelled();
        assertThat(b.calls).isEmpty();
    }

    @Test
    void cancellingWhileTheNextMemberIsBeingAskedCancelsItsCall() {
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        AtomicReference<CompletableFuture<ChatResponse>> call = new AtomicReference<>();
        ScriptedAsync late = new ScriptedAsync(() -> {
            call.get().cancel(true);
            return answer;
        });
        Router asked = new Router("main").addProvider(a).addProvider(late);
        call.set(asked.chatAsync(ChatRequest.of("hi")).toCompletableFuture());

        a.calls.get(0).completeExceptionally(StubProvider.failure("a"));

        assertThat(answer).isCancelled();
        assertThat(asked.metrics().get("scripted").calls().cancelled()).isOne();
        assertThat(asked.metrics().get("scripted").calls().inFlight()).isZero();
    }

    @Test
    void cancellingAfterTheHopCancelsTheMemberThatIsAskedNow() {
        CompletableFuture<ChatResponse> call = ask();
        a.calls.get(0).completeExceptionally(StubProvider.failure("a"));

        call.cancel(true);

        assertThat(b.calls.get(0)).isCancelled();
    }

    @Test
    void aTimeoutOnTheFutureItselfEndsTheMembersCall() throws Exception {
        CompletableFuture<ChatResponse> call = ask();

        assertThat(call.orTimeout(1, TimeUnit.MILLISECONDS))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class);

        // The thread that ends the future cancels the call a moment later.
        Patience.until(() -> a.calls.get(0).isDone());
        assertThat(a.calls.get(0)).isCancelled();
    }

    @Test
    void cancellingReachesTheThreadOfARealProvider() throws Exception {
        Router real = new Router("real").addProvider(hanging);
        CompletableFuture<ChatResponse> call =
                real.chatAsync(ChatRequest.of("hi")).toCompletableFuture();
        hanging.awaitBegun(1);

        call.cancel(true);
        hanging.chatAsync(ChatRequest.of("next"));
        hanging.awaitBegun(1);

        assertThat(hanging.interrupted).hasValue(1);
        real.close();
    }

    @Test
    void aMemberThatThrowsAtOnceIsFollowedByTheNextAndManyOfThemNeedNoStack() {
        Router long_ = new Router("long");
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < 3_000; i++) {
            StubProvider member = new StubProvider("m" + i);
            long_.addProvider(new AsyncStub(member, () -> {
                asked.incrementAndGet();
                throw StubProvider.failure("x");
            }));
        }

        assertThat(long_.chatAsync(ChatRequest.of("hi")).toCompletableFuture()).isCompletedExceptionally();
        assertThat(asked).hasValue(3_000);
    }

    /** A member whose asynchronous call does what it is told. */
    private record AsyncStub(StubProvider stub, java.util.function.Supplier<CompletionStage<ChatResponse>> call)
            implements BaseProvider {
        @Override
        public ProviderInfo info() {
            return stub.info();
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            return stub.chat(request);
        }

        @Override
        public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
            return call.get();
        }

        @Override
        public boolean healthCheck() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void aMemberWhoseExecutorIsFullIsPassedOver() {
        ScriptedProvider full = new ScriptedProvider("full", Duration.ofSeconds(30), java.util.Set.of(), task -> {
            throw new RejectedExecutionException("full");
        });
        ScriptedProvider good = new ScriptedProvider("good", Duration.ofSeconds(30), java.util.Set.of(), sameThread);

        new Router("main")
                .addProvider(full)
                .addProvider(good)
                .chatAsync(ChatRequest.of("hi"))
                .toCompletableFuture()
                .join();

        assertThat(full.requests).isEmpty();
        assertThat(good.requests).hasSize(1);
    }

    @Test
    void aDefectIsNoFailureOfAModelAndEndsTheCall() {
        CompletableFuture<ChatResponse> call = ask();
        a.calls.get(0).completeExceptionally(new ArithmeticException("defect"));

        assertThat(catchThrowable(call::get)).hasCauseInstanceOf(ArithmeticException.class);
        assertThat(b.calls).isEmpty();
    }

    @Test
    void aRouterThatIsClosedOrEmptySaysSoThroughTheFuture() {
        assertThat(catchThrowable(() -> new Router("empty")
                        .chatAsync(ChatRequest.of("hi"))
                        .toCompletableFuture()
                        .get()))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no providers");
        router.close();
        assertThat(catchThrowable(ask()::get)).hasMessageContaining("is closed");
    }

    @Test
    void aMemberThatBreaksWithAnErrorEndsTheCallWithIt() {
        AssertionError broken = new AssertionError("broken");
        ScriptedAsync breaking = new ScriptedAsync(() -> {
            throw broken;
        });
        Router asked = new Router("main").addProvider(breaking).addProvider(b);

        CompletionStage<ChatResponse> call = asked.chatAsync(ChatRequest.of("hi"));

        assertThat(call.toCompletableFuture()).isDone();
        assertThat(catchThrowable(() -> call.toCompletableFuture().join())).hasRootCause(broken);
        assertThat(b.calls).isEmpty();
    }
}
