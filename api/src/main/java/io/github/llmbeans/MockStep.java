package io.github.llmbeans;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the mock does with one attempt. Immutable.
 *
 * @param source what it answers
 * @param pieces how a stream cuts the answer; empty for a word at a time
 * @param delay the time before the answer begins
 * @param every the time between two pieces
 * @param endsAfter after so many pieces there is no further one; {@code null} if the answer is given to its end
 * @param breaks what happens then; {@code null} for silence
 */
record MockStep(
        MockSource source,
        List<String> pieces,
        Duration delay,
        Duration every,
        @Nullable Integer endsAfter,
        @Nullable MockSource breaks) {

    static MockStep of(MockSource source) {
        return new MockStep(source, List.of(), Duration.ZERO, Duration.ZERO, null, null);
    }

    MockStep inPieces(List<String> value) {
        return new MockStep(source, value, delay, every, endsAfter, breaks);
    }

    MockStep withDelay(Duration value) {
        return new MockStep(source, pieces, value, every, endsAfter, breaks);
    }

    MockStep withEvery(Duration value) {
        return new MockStep(source, pieces, delay, value, endsAfter, breaks);
    }

    MockStep endingAfter(int count, @Nullable MockSource end) {
        return new MockStep(source, pieces, delay, every, count, end);
    }
}
