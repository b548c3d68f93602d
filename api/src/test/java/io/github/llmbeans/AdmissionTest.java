package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.internal.Alarms;
import io.github.llmbeans.internal.Starved;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final ConcurrencyLimiter one = ConcurrencyLimiter.fair(1, 10, "the test");

    private Admission enter(Alarms alarms) {
        return new Admission("p", one, Deadline.after(Duration.ofMinutes(5)))
                .watched(alarms, () -> new IllegalStateException("closed"));
    }

    /** Otherwise it would be kept, with its alarm, until its deadline. */
    @Test
    void oneThatLeavesTheQueueWaitsForNothingAnyMore() {
        try (Alarms alarms = new Alarms("test")) {
            Admission first = enter(alarms);
            Admission left = enter(alarms);
            Admission next = enter(alarms);
            assertThat(left.verdict()).isNotDone();

            left.close();
            assertThat(left.verdict()).isDone();
            assertThat(next.verdict()).isNotDone();

            first.close();
            assertThat(next.verdict()).isCompletedWithValue(null);
        }
    }

    @Test
    void oneThatCannotBeWatchedLeavesTheQueue() {
        Starved machine = new Starved();
        try (Alarms alarms = machine.alarms("p")) {
            Admission first = enter(alarms);

            ProviderUnavailableException failure =
                    catchThrowableOfType(ProviderUnavailableException.class, () -> enter(alarms));
            assertThat(failure).hasMessageContaining("No thread can be started");
            assertThat(failure.attempts()).isZero();

            first.close();
            assertThat(enter(alarms).verdict()).isCompletedWithValue(null);
        }
    }
}
