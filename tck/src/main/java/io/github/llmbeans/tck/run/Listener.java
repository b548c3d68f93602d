package io.github.llmbeans.tck.run;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Subscribes to a stream, asks when the check says so, and writes down what comes. Thread-safe. */
public final class Listener {
    private final Time time;
    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger signalsNow = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;
    private volatile Consumer<Flow.Subscription> atFirst = given -> {};

    Listener(Flow.Publisher<String> stream, Time time) {
        this.time = time;
        new Call<>(
                () -> {
                    said("subscribe(...)", () -> stream.subscribe(new Signals()));
                    return null;
                },
                time);
    }

    /**
     * Does something with the subscription while the first piece is being taken.
     *
     * @param action for instance cancels
     * @return this
     */
    public Listener atFirstPiece(Consumer<Flow.Subscription> action) {
        atFirst = action;
        return this;
    }

    /**
     * Asks for pieces, on a thread of its own.
     *
     * @param n how many
     * @return this
     */
    public Listener request(long n) {
        Flow.Subscription asked = subscribed();
        new Call<>(
                () -> {
                    said("request(" + n + ")", () -> asked.request(n));
                    return null;
                },
                time);
        return this;
    }

    /** Wants no more. */
    public void cancel() {
        Flow.Subscription asked = subscribed();
        said("cancel()", asked::cancel);
    }

    private Flow.Subscription subscribed() {
        await("onSubscribe(...) to be called", () -> subscription != null);
        return Objects.requireNonNull(subscription, "subscription");
    }

    /**
     * The pieces so far.
     *
     * @return oldest first
     */
    public List<String> pieces() {
        return List.copyOf(pieces);
    }

    /**
     * All pieces so far, together.
     *
     * @return a text
     */
    public String text() {
        return String.join("", pieces);
    }

    /**
     * Waits until the pieces together are a text.
     *
     * @param text all that is awaited
     * @return this
     */
    public Listener awaitText(String text) {
        await("the pieces \"" + text + "\" to be handed over", () -> text().equals(text) || ends.get() > 0);
        Expect.equal("the text that is handed over so far", text, text());
        return this;
    }

    /**
     * Waits for a piece.
     *
     * @return this
     */
    public Listener awaitPiece() {
        await("a piece to be handed over", () -> !pieces.isEmpty() || ends.get() > 0);
        Expect.that("a piece to be handed over", !pieces.isEmpty(), end());
        return this;
    }

    /**
     * Waits for the stream to complete.
     *
     * @return all pieces together
     */
    public String completed() {
        awaitEnd();
        Expect.that("the stream to complete", failure == null, end());
        return text();
    }

    /**
     * Waits for the stream to fail.
     *
     * @param type the exception
     * @param <E> the exception
     * @return what {@code onError} was called with
     */
    public <E extends Throwable> E failed(Class<E> type) {
        awaitEnd();
        Throwable seen = failure;
        Expect.that("the stream to fail with " + type.getSimpleName(), type.isInstance(seen), end());
        return type.cast(seen);
    }

    /**
     * How often the stream has ended so far.
     *
     * @return calls of {@code onComplete} and {@code onError}
     */
    public int ends() {
        return ends.get();
    }

    /** Expects that no two signals have overlapped, and that nothing was thrown at who subscribes. */
    public void expectOrder() {
        Expect.equal("what breaks the rules of Flow", List.of(), List.copyOf(wrong));
    }

    /**
     * Waits for the stream to complete or to fail.
     *
     * @return this
     */
    public Listener awaitEnd() {
        await("the stream to end", () -> ends.get() > 0);
        return this;
    }

    private void await(String expected, BooleanSupplier condition) {
        boolean so = time.becomes(time.limit(), () -> condition.getAsBoolean() || !wrong.isEmpty());
        Expect.that(
                expected,
                so && condition.getAsBoolean(),
                (so ? "" : "not so after " + time.limit() + "; ") + pieces.size() + " pieces, " + end());
    }

    private String end() {
        String thrown = wrong.isEmpty() ? "" : "; " + String.join("; ", wrong);
        if (ends.get() == 0) {
            return "the stream has not ended" + thrown;
        }
        return (failure == null ? "the stream has completed" : "the stream has failed with " + Expect.shown(failure))
                + thrown;
    }

    private void said(String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            wrong.add(what + " throws " + Expect.shown(e));
        }
    }

    /** What the provider calls. */
    private final class Signals implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription given) {
            signal("onSubscribe", () -> subscription = given);
        }

        @Override
        public void onNext(String piece) {
            if (piece == null) {
                wrong.add("onNext(null)");
            } else {
                signal("onNext", () -> {
                    pieces.add(piece);
                    if (pieces.size() == 1) {
                        said("a call from the first onNext", () -> atFirst.accept(subscription));
                    }
                });
            }
        }

        @Override
        public void onError(Throwable thrown) {
            signal("onError", () -> failure = thrown);
            ends.incrementAndGet();
        }

        @Override
        public void onComplete() {
            signal("onComplete", () -> {});
            ends.incrementAndGet();
        }

        private void signal(String name, Runnable action) {
            if (signalsNow.incrementAndGet() > 1) {
                wrong.add(name + " while another signal was being taken");
            }
            action.run();
            signalsNow.decrementAndGet();
        }
    }
}
