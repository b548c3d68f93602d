package io.github.llmbeans.internal;

import io.github.llmbeans.AttemptObservation;
import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderInterruptedException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Tells an observer of one call: its end once, and so that what the observer throws does not touch the call. */
public final class SafeObservation implements CallObservation {
    private static final System.Logger LOG = System.getLogger(CallObserver.class.getName());
    /** Of a call that nobody observes. */
    public static final SafeObservation UNSEEN = new SafeObservation(NONE, "Nobody");

    private final CallObservation observation;
    private final String observer;
    private final AtomicBoolean ended = new AtomicBoolean();

    private SafeObservation(CallObservation observation, String observer) {
        this.observation = observation;
        this.observer = observer;
    }

    /** The call begins. */
    public static SafeObservation begin(CallObserver observer, CallInfo call) {
        if (observer == ObserverPair.NONE) {
            return UNSEEN;
        }
        String name = "Provider '" + call.provider().name() + "' has an observer, "
                + observer.getClass().getName();
        try {
            CallObservation begun = Objects.requireNonNull(observer.begin(call), "begin must not be null");
            return begun == NONE || begun == UNSEEN ? UNSEEN : new SafeObservation(begun, name);
        } catch (RuntimeException | Error e) {
            report(name, "begin", e);
            return UNSEEN;
        }
    }

    /** Whether anybody is told anything. */
    public boolean seen() {
        return this != UNSEEN;
    }

    @Override
    public AttemptObservation attempt(int number) {
        if (ended.get()) {
            return AttemptObservation.NONE; // Of a call that its caller has given up.
        }
        AttemptObservation attempt;
        try {
            attempt = Objects.requireNonNull(observation.attempt(number), "attempt must not be null");
        } catch (RuntimeException | Error e) {
            report(observer, "attempt", e);
            return AttemptObservation.NONE;
        }
        return attempt == AttemptObservation.NONE ? attempt : new SafeAttempt(attempt);
    }

    @Override
    public void firstPiece() {
        if (!ended.get()) {
            safely("firstPiece", observation::firstPiece);
        }
    }

    @Override
    public void answered(@Nullable ChatResponse answer) {
        end("answered", () -> observation.answered(answer));
    }

    /** A caller who was interrupted has given up. */
    @Override
    public void failed(Throwable failure) {
        if (failure instanceof ProviderInterruptedException) {
            cancelled();
        } else {
            end("failed", () -> observation.failed(failure));
        }
    }

    @Override
    public void cancelled() {
        end("cancelled", observation::cancelled);
    }

    private void end(String what, Runnable telling) {
        if (seen() && ended.compareAndSet(false, true)) {
            safely(what, telling);
        }
    }

    private void safely(String what, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | Error e) {
            report(observer, what, e);
        }
    }

    /** Its message may hold anything. */
    private static void report(String observer, String what, Throwable e) {
        LOG.log(
                System.Logger.Level.WARNING,
                () -> Texts.oneLine(observer + ", that has failed in " + what + " with "
                        + e.getClass().getName()));
    }

    private final class SafeAttempt implements AttemptObservation {
        private final AttemptObservation attempt;

        SafeAttempt(AttemptObservation attempt) {
            this.attempt = attempt;
        }

        @Override
        public void failed(Throwable failure) {
            safely("attempt.failed", () -> attempt.failed(failure));
        }

        @Override
        public void close() {
            safely("attempt.close", attempt::close);
        }
    }
}
