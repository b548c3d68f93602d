package io.github.llmbeans.tck.server;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a reply goes out, whatever it says: when, in which pieces, how broken, and who is told of its end. Immutable.
 *
 * @param delay how long nothing is sent
 * @param dribble equal pieces, or {@code null}
 * @param steps steps that are played, or {@code null}
 * @param fault how it is broken, or {@code null}
 * @param whenEnded told each time it has ended
 */
record Sending(
        Duration delay,
        @Nullable Dribble dribble,
        @Nullable BodySteps steps,
        @Nullable Fault fault,
        Consumer<Ending> whenEnded) {

    /** At once, whole, and nobody is told. */
    static final Sending PLAIN = new Sending(Duration.ZERO, null, null, null, ending -> {});

    Sending after(Duration wait) {
        return new Sending(Durations.requireNotNegative(wait, "wait"), dribble, steps, fault, whenEnded);
    }

    Sending dribbling(Dribble pieces) {
        return new Sending(delay, pieces, null, fault, whenEnded);
    }

    Sending playing(BodySteps value) {
        return new Sending(delay, null, Objects.requireNonNull(value, "value"), fault, whenEnded);
    }

    /** Another body is not played by the steps of the one before. */
    Sending withoutSteps() {
        return new Sending(delay, dribble, null, fault, whenEnded);
    }

    Sending broken(Fault kind) {
        return new Sending(delay, dribble, steps, Objects.requireNonNull(kind, "kind"), whenEnded);
    }

    Sending telling(Consumer<Ending> told) {
        return new Sending(delay, dribble, steps, fault, whenEnded.andThen(Objects.requireNonNull(told, "told")));
    }
}
