package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final FakeClock clock = new FakeClock(123);

    @Test
    void whatIsLeftShrinksWithTheClock() {
        Deadline deadline = Deadline.after(SECOND, clock);
        assertThat(deadline.remaining()).isEqualTo(SECOND);

        clock.advance(Duration.ofMillis(400));

        assertThat(deadline.remaining()).isEqualTo(Duration.ofMillis(600));
        assertThat(deadline.timeout()).isEqualTo(SECOND);
        assertThat(deadline).hasToString("Deadline[0.6 s of 1 s left]");
    }

    @Test
    void itHasPassedExactlyWhenNothingIsLeft() {
        Deadline deadline = Deadline.after(SECOND, clock);

        clock.advance(SECOND.minus(NANO));
        assertThat(deadline.expired()).isFalse();

        clock.advance(NANO);
        assertThat(deadline.expired()).isTrue();
        assertThat(deadline.remaining()).isZero();
    }

    @Test
    void whatIsLeftIsNeverNegative() {
        Deadline deadline = Deadline.after(SECOND, clock);
        clock.advance(SECOND.multipliedBy(5));

        assertThat(deadline.remaining()).isZero();
        assertThat(deadline.expired()).isTrue();
    }

    @Test
    void aClockThatWrapsAroundDoesNotMatter() {
        FakeClock nearTheEnd = new FakeClock(Long.MAX_VALUE - 10);
        Deadline deadline = Deadline.after(SECOND, nearTheEnd);

        assertThat(deadline.expired()).isFalse();
        assertThat(deadline.remaining()).isEqualTo(SECOND);
        nearTheEnd.advance(SECOND);
        assertThat(deadline.expired()).isTrue();
    }

    @Test
    void aTimeoutBeyondTheRangeOfNanosecondsIsALongOne() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), clock);

        assertThat(deadline.expired()).isFalse();
        assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Test
    void noTimeAtAllHasPassedAtOnce() {
        assertThat(Deadline.after(Duration.ZERO, clock).expired()).isTrue();
        assertThat(Deadline.after(Duration.ZERO).expired()).isTrue();
    }

    @Test
    void theSystemsClockIsUsedUnlessAnotherIsGiven() {
        Deadline deadline = Deadline.after(Duration.ofHours(1));

        assertThat(deadline.expired()).isFalse();
        assertThat(deadline.remaining()).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deadline.after(NANO.negated()))
                .withMessage("timeout must not be negative, was -0.000000001 s");
        assertThatNullPointerException().isThrownBy(() -> Deadline.after(null)).withMessage("timeout must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> Deadline.after(SECOND, null))
                .withMessage("nanoTime must not be null");
    }
}
