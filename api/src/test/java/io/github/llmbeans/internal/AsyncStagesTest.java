package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AsyncStagesTest {

    @Test
    void aStageThatHasItsValueCannotBeCancelled() {
        CompletableFuture<Integer> stage =
                AsyncCalls.call(() -> "four", Runnable::run).thenApply(String::length);

        assertThat(stage.cancel(true)).isFalse();
        assertThat(stage.join()).isEqualTo(4);
    }

    @Test
    void aMappedStageFailsWithTheExceptionItself() {
        IOException failure = new IOException();
        AtomicReference<Throwable> seen = new AtomicReference<>();

        AsyncCalls.map(CompletableFuture.<String>failedFuture(failure), String::length)
                .whenComplete((length, e) -> seen.set(e));
        assertThat(seen.get()).isSameAs(failure);

        AsyncCalls.map(CompletableFuture.<String>failedFuture(failure).thenApply(String::strip), String::length)
                .whenComplete((length, e) -> seen.set(e));
        assertThat(seen.get()).isSameAs(failure);
    }

    @Test
    void aMappingThatFailsFailsTheStage() {
        ArithmeticException failure = new ArithmeticException();

        CompletableFuture<String> mapped = AsyncCalls.<String, String>map(
                        CompletableFuture.completedFuture("x"), value -> {
                            throw failure;
                        })
                .toCompletableFuture();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(mapped::join)
                .withCause(failure);
    }

    @Test
    void completingAMappedStageFromOutsideCancelsItsSource() {
        CompletableFuture<String> timedOut = new CompletableFuture<>();
        CompletableFuture<String> replaced = new CompletableFuture<>();

        AsyncCalls.map(timedOut, String::length).toCompletableFuture().completeExceptionally(new TimeoutException());
        AsyncCalls.map(replaced, String::length).toCompletableFuture().complete(4);

        assertThat(timedOut).isCancelled();
        assertThat(replaced).isCancelled();
    }

    @Test
    void cancellingAMappedStageCancelsItsSourceOfWhateverKind() {
        CompletableFuture<String> source = new CompletableFuture<>();

        AsyncCalls.map(source, String::length).toCompletableFuture().cancel(true);

        assertThat(source).isCancelled();
    }
}
