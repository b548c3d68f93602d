package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever reads is looked after, however many reads were over before anybody looked. */
@Timeout(60)
class InterruptsTest {
    private static final int ROUNDS = 2_000;

    private final Alarms alarms = new Alarms("interrupts-test");
    private final Interrupts interrupts = new Interrupts(alarms);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger looked = new AtomicInteger();

    @Test
    void whoReadsWhileSomebodyLooksIsLookedAfterInTheNextRead() throws InterruptedException {
        alarms.close(); // Nobody looks but this test.
        Thread looking = new Thread(this::lookEachRound);
        looking.setDaemon(true);
        looking.start();
        Interrupts.Reader reader = interrupts.reader(() -> {});
        for (int round = 1; round <= ROUNDS; round++) {
            begun.set(round);
            while (looked.get() < round) {
                reader.begin();
                reader.end();
            }
            reader.begin();
            assertThat(interrupts.lookedAfter()).isOne();
            reader.end();
        }
        looking.join();
    }

    private void lookEachRound() {
        for (int round = 1; round <= ROUNDS; round++) {
            while (begun.get() < round) {
                Thread.onSpinWait();
            }
            interrupts.look();
            looked.set(round);
        }
    }
}
