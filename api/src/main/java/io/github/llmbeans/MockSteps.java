package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The steps of one script, each taken once. Thread-safe. */
final class MockSteps {
    /** What comes after the last step. */
    enum End {
        REPEAT,
        PASS_ON,
        REFUSE
    }

    private static final int MOST = 1_000_000;

    private final Object lock = new Object();
    private final String provider;
    private final Predicate<? super ChatRequest> fits;
    private final List<MockStep> steps = new ArrayList<>();
    private End end;
    private int next;

    /** The call that has taken the step before the next. */
    private @Nullable MockCall takenLast;

    private long refused;

    /** Where the steps begin that the last method has added. */
    private int latest;

    MockSteps(String provider, Predicate<? super ChatRequest> fits, End end) {
        this.provider = provider;
        this.fits = fits;
        this.end = end;
    }

    /** The next step for an attempt of a call; {@code null} if there is none for it. */
    @Nullable
    MockStep take(MockCall call) {
        // Not under the lock: the predicate is the test's own.
        if (!fits.test(call.request())) {
            return null;
        }
        synchronized (lock) {
            if (next < steps.size()) {
                takenLast = call;
                return steps.get(next++);
            }
            if (end == End.REFUSE && takenLast == call) {
                return steps.get(steps.size() - 1); // The call is repeated since this very step failed.
            }
            return switch (end) {
                case REPEAT -> steps.isEmpty() ? null : steps.get(steps.size() - 1);
                case PASS_ON -> null;
                case REFUSE -> throw new IllegalStateException(refusal(call));
            };
        }
    }

    private String refusal(MockCall call) {
        refused++;
        int length = call.prompt().length();
        String asked =
                " of provider '" + provider + "' (with a prompt of " + length + " characters; see lastRequest())";
        return steps.isEmpty()
                ? "The call" + asked + " was not expected: the script that fits it has no answer"
                : "The call" + asked + " finds its script used up: it had " + steps.size()
                        + (steps.size() == 1 ? " step" : " steps") + ", and this is attempt " + (steps.size() + refused)
                        + ". Add answers, or end it with thenRepeat() or thenPassOn()";
    }

    void add(List<MockStep> more) {
        synchronized (lock) {
            latest = steps.size();
            steps.addAll(more);
        }
    }

    void repeat(int count) {
        Checks.within("count", count, 1, MOST);
        synchronized (lock) {
            requireStep("times");
            List<MockStep> added = List.copyOf(steps.subList(latest, steps.size()));
            Checks.within("number of steps", Math.multiplyFull(added.size(), count) > MOST ? MOST + 1 : count, 1, MOST);
            for (int i = 1; i < count; i++) {
                steps.addAll(added);
            }
        }
    }

    void change(String method, UnaryOperator<MockStep> change) {
        synchronized (lock) {
            requireStep(method);
            steps.subList(latest, steps.size()).replaceAll(change);
        }
    }

    private void requireStep(String method) {
        if (steps.isEmpty()) {
            throw new IllegalStateException(method + " needs an answer or a failure before it, and there is none");
        }
    }

    void end(End value) {
        synchronized (lock) {
            end = value;
        }
    }

    int remaining() {
        synchronized (lock) {
            return steps.size() - next;
        }
    }
}
