package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.internal.AsyncCalls;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the stages of asynchronous calls complete, and in whose context. */
@Timeout(60)
class AsyncContextTest {
    /** Stands for everything that a container ties to a thread. */
    private static final ThreadLocal<String> CALLER = new ThreadLocal<>();

    private final ExecutorService managed = Executors.newSingleThreadExecutor(task -> new Thread(task, "managed"));
    private final QueuedProvider provider = new QueuedProvider(4, AsyncCalls.threadPerCall());

    @AfterEach
    void close() {
        CALLER.remove();
        provider.close();
        managed.shutdownNow();
    }

    /** Captures who calls, as a container's context service does. */
    private static Executor captured() {
        String caller = CALLER.get();
        return task -> {
            String before = CALLER.get();
            CALLER.set(caller);
            try {
                task.run();
            } finally {
                CALLER.set(before);
            }
        };
    }

    private CompletionStage<String> call(String caller) {
        CALLER.set(caller);
        try {
            return provider.generateAsync("hi", GenerationParams.defaults());
        } finally {
            CALLER.remove();
        }
    }

    private static String here() {
        return Thread.currentThread().getName() + " for " + CALLER.get();
    }

    private static <T> T ended(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void stagesCompleteOnTheThreadsThatAreGivenInTheContextOfTheCaller() throws Exception {
        provider.context = () -> new AsyncContext(managed, captured());
        CompletionStage<String> anna = call("Anna").thenApply(answer -> here());
        CompletionStage<String> boris = call("Boris").handle((answer, e) -> here());
        provider.gate.release(2);

        assertThat(ended(anna)).isEqualTo("managed for Anna");
        assertThat(ended(boris)).isEqualTo("managed for Boris");
        assertThat(managed.submit(() -> CALLER.get()).get()).isNull();
    }

    @Test
    void stagesWhoseNamesEndInAsyncRunThereToo() throws Exception {
        provider.context = () -> new AsyncContext(managed, captured());
        CompletionStage<String> stage = call("Anna").thenApply(answer -> answer).thenApplyAsync(answer -> here());
        CompletionStage<String> direct =
                provider.chatAsync(ChatRequest.of("hi")).thenApplyAsync(answer -> here());
        provider.gate.release(2);

        assertThat(ended(stage)).isEqualTo("managed for Anna");
        assertThat(ended(direct)).isEqualTo("managed for null");
    }

    @Test
    void failuresComeTheSameWay() throws Exception {
        provider.context = () -> new AsyncContext(managed, captured());
        provider.limit = 1;
        call("Boris");
        provider.awaitBegun(1);
        CALLER.set("Anna");
        CompletionStage<String> late = provider.chatAsync(ChatRequest.builder()
                        .user("hi")
                        .timeout(Duration.ofMillis(1))
                        .build())
                .handle((answer, e) -> here() + ": " + e.getClass().getSimpleName());

        assertThat(ended(late)).isEqualTo("managed for Anna: ProviderTimeoutException");
    }

    @Test
    void cancellingAStageReachesTheCall() throws Exception {
        provider.context = () -> new AsyncContext(managed, captured());
        CompletableFuture<String> stage = call("Anna")
                .thenApply(answer -> answer)
                .thenApplyAsync(answer -> answer)
                .toCompletableFuture();
        provider.awaitBegun(1);

        stage.cancel(true);
        provider.limit = 1;
        CompletionStage<String> next = call("Anna");
        provider.awaitBegun(1);
        provider.gate.release();

        assertThat(ended(next)).isEqualTo("hi");
        assertThat(provider.interrupted).hasValue(1);
    }

    @Test
    void threadsThatRefuseDoNotLoseTheOutcomeNorTheContext() throws Exception {
        provider.context = () -> new AsyncContext(
                task -> {
                    throw new RejectedExecutionException("the application ends");
                },
                captured());
        CompletionStage<String> stage = call("Anna").thenApply(answer -> answer + ", " + CALLER.get());
        provider.gate.release();

        assertThat(ended(stage)).isEqualTo("hi, Anna");
    }

    @Test
    void threadsThatNeverComeDoNotLoseTheOutcomeNorTheContext() throws Exception {
        AtomicReference<Runnable> dropped = new AtomicReference<>();
        provider.context = () -> new AsyncContext(dropped::set, captured());
        CompletionStage<String> stage = call("Anna").thenApply(answer -> answer + ", " + CALLER.get());
        provider.gate.release();

        assertThat(ended(stage)).isEqualTo("hi, Anna");
        dropped.get().run();
    }

    @Test
    void managedThreadsThatAllWaitForAnswersGetThem() throws Exception {
        provider.context = () -> new AsyncContext(managed, captured());
        provider.gate.release(1);

        assertThat(managed.submit(() -> ended(call("Anna"))).get(30, TimeUnit.SECONDS))
                .isEqualTo("hi");
    }

    @Test
    void aContextThatCannotBeRestoredDoesNotLoseTheOutcome() throws Exception {
        provider.context = () -> new AsyncContext(managed, task -> {
            throw new IllegalStateException("the application has ended");
        });
        CompletionStage<String> stage = call("Anna").thenApply(answer -> answer + ", " + CALLER.get());
        provider.gate.release();

        assertThat(ended(stage)).isEqualTo("hi, null");
    }

    @Test
    void aContextThatCannotBeCapturedIsToldAndTheCallIsMade() throws Exception {
        provider.context = () -> {
            throw new IllegalArgumentException("secret");
        };
        try (LogCapture log = new LogCapture()) {
            CompletionStage<String> stage = call("Anna");
            provider.gate.release();

            assertThat(ended(stage)).isEqualTo("hi");
            assertThat(log.lines(Level.WARNING))
                    .singleElement()
                    .asString()
                    .contains("context", "IllegalArgumentException")
                    .doesNotContain("secret");
        }
    }

    @Test
    void closingDeliversWhatIsStillOnItsWay() throws Exception {
        AtomicReference<Runnable> dropped = new AtomicReference<>();
        CompletableFuture<Void> taken = new CompletableFuture<>();
        provider.context = () -> new AsyncContext(
                task -> {
                    dropped.set(task);
                    taken.complete(null);
                },
                captured());
        CompletableFuture<String> stage = call("Anna").toCompletableFuture();
        provider.gate.release();
        ended(taken);

        provider.close();

        assertThat(stage).isCompletedWithValue("hi");
    }

    @Test
    void withoutAContextStagesCompleteWhereTheCallRan() throws Exception {
        CompletionStage<String> stage = call("Anna").thenApply(answer -> here());
        provider.gate.release();

        assertThat(ended(stage)).isEqualTo("llmbeans-async for null");
        assertThat(provider.chatAsync(ChatRequest.of("hi"))
                        .toCompletableFuture()
                        .defaultExecutor())
                .isSameAs(new CompletableFuture<>().defaultExecutor());
    }

    @Test
    void bothPartsOfAContextAreNeeded() {
        assertThatThrownBy(() -> new AsyncContext(null, Runnable::run))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("threads must not be null");
        assertThatThrownBy(() -> new AsyncContext(Runnable::run, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("context must not be null");
    }
}
