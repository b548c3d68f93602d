package io.github.llmbeans.gigachat.soak;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.gigachat.GigaChatProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Everybody who calls: blocking, asynchronously, by streams read to the end or left half way, some interrupted. */
final class Callers {
    private final GigaChatProvider provider;
    private final Books books;
    private final AtomicLong numbers = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Callers(GigaChatProvider provider, Books books) {
        this.provider = provider;
        this.books = books;
    }

    void start() {
        for (int i = 0; i < 8; i++) {
            start("blocking-" + i, this::block);
        }
        for (int i = 0; i < 8; i++) {
            start("streaming-" + i, this::stream);
        }
        start("asynchronous", this::async);
        for (int i = 0; i < 2; i++) {
            start("interrupted-" + i, this::interrupted);
        }
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    while (!over) {
                        work.run();
                    }
                },
                "soak-" + name);
        threads.add(thread);
        thread.start();
    }

    private long ask() {
        books.asked();
        return numbers.incrementAndGet();
    }

    private void block() {
        long number = ask();
        try {
            books.answered(number, provider.generate("prompt-" + number));
        } catch (Throwable e) {
            books.failed(e);
        }
    }

    private void stream() {
        long number = ask();
        boolean leaves = ThreadLocalRandom.current().nextInt(5) == 0;
        StringBuilder text = new StringBuilder();
        try (BlockingStream<String> pieces =
                BlockingStream.of(provider.generateStream("prompt-" + number, GenerationParams.defaults()))) {
            for (String piece : pieces) {
                text.append(piece);
                if (leaves) {
                    books.cancelled();
                    return;
                }
            }
            books.answered(number, text.toString());
        } catch (Throwable e) {
            books.failed(e);
        }
    }

    /** Some twenty under way at a time; one in ten is cancelled. */
    private void async() {
        Semaphore twenty = new Semaphore(20);
        for (int i = 0; i < 1_000 && !over; i++) {
            twenty.acquireUninterruptibly();
            long number = ask();
            CompletableFuture<ChatResponse> call =
                    provider.chatAsync(ChatRequest.of("prompt-" + number)).toCompletableFuture();
            call.whenComplete((answer, failure) -> {
                if (failure == null) {
                    books.answered(number, answer.text());
                } else {
                    books.failed(failure);
                }
                twenty.release();
            });
            if (ThreadLocalRandom.current().nextInt(10) == 0) {
                call.cancel(true);
            }
        }
        twenty.acquireUninterruptibly(20);
    }

    /** A caller that is interrupted at some moment of its call. */
    private void interrupted() {
        Thread caller = new Thread(this::block, "soak-victim");
        caller.start();
        long spins = ThreadLocalRandom.current().nextLong(3_000_000);
        for (long i = 0; i < spins && caller.isAlive(); i++) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        join(caller);
    }

    void stop() {
        over = true;
        threads.forEach(Callers::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
