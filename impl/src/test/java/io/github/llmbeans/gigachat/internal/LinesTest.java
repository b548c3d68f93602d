package io.github.llmbeans.gigachat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clients that nobody needs go by themselves. */
class LinesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int THREADS = 8;
    private static final int ROUNDS = 5_000;

    private final List<String> closed = new ArrayList<>();
    private final Deque<Runnable> looks = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private boolean starved;
    private long now;
    private int made;

    private final Lines<Client> lines =
            new Lines<>("test", () -> new Client(++made), client -> true, this::later, () -> now);

    private final class Client implements AutoCloseable {
        private final String name;

        Client(int number) {
            name = "client " + number;
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }

    private boolean later(Duration time, Runnable task) {
        if (!starved) {
            pauses.add(time);
            looks.add(task);
        }
        return !starved;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void whatHasRestedForLongIsClosedThoughNobodyComesAnyMore() {
        lines.giveBack(lines.take(), true);
        assertThat(pauses).containsExactly(Lines.LONGEST_REST);

        pass(Lines.LONGEST_REST);
        looks.remove().run();

        assertThat(closed).containsExactly("client 1");
        assertThat(looks).isEmpty();
    }

    @Test
    void whatHasBeenEndedIsNotUsedAgainThoughItIsGivenBack() {
        Client ended = lines.take();
        lines.end(ended);
        lines.giveBack(ended, true);

        assertThat(lines.take()).isNotSameAs(ended);
        assertThat(closed).containsExactly("client 1");
        assertThat(looks).isEmpty();
    }

    @Test
    void whoComesWhenAllIsClosedLeavesNothingOpen() {
        Client before = lines.take();
        lines.close();
        Client late = lines.take();
        lines.giveBack(before, true);
        lines.giveBack(late, true);

        assertThat(closed).containsExactly("client 1", "client 2");
        assertThat(looks).isEmpty();
    }

    @Test
    void whatHasRestedForLessStaysAndIsLookedAtWhenItsTimeIsOver() {
        Client first = lines.take();
        Client second = lines.take();
        lines.giveBack(first, true);
        pass(SECOND);
        lines.giveBack(second, true);
        assertThat(looks).hasSize(1);

        pass(Lines.LONGEST_REST.minus(SECOND));
        looks.remove().run();
        assertThat(closed).containsExactly("client 1");
        assertThat(pauses).containsExactly(Lines.LONGEST_REST, SECOND);

        pass(SECOND);
        looks.remove().run();
        assertThat(closed).containsExactly("client 1", "client 2");
        assertThat(looks).isEmpty();
    }

    @Test
    void whatIsInUseIsNotClosed() {
        lines.giveBack(lines.take(), true);
        Client used = lines.take();
        pass(Lines.LONGEST_REST.multipliedBy(2));

        looks.remove().run();

        assertThat(used.name).isEqualTo("client 1");
        assertThat(closed).isEmpty();
        lines.giveBack(used, true);
        assertThat(looks).hasSize(1);
    }

    @Test
    void theFirstOneWaitsWithoutAThreadUntilItHasBeenUsed() {
        lines.prepare();
        assertThat(looks).isEmpty();

        Client first = lines.take();
        assertThat(first.name).isEqualTo("client 1");
        lines.giveBack(first, true);
        assertThat(looks).hasSize(1);
    }

    @Test
    void whereThereIsNoThreadForItTheNextOneThatRestsAsksAgain() {
        starved = true;
        lines.giveBack(lines.take(), true);
        starved = false;
        lines.giveBack(lines.take(), true);

        assertThat(looks).hasSize(1);
    }

    @Test
    void afterTheEndNothingIsClosedTwice() {
        lines.giveBack(lines.take(), true);
        lines.close();
        pass(Lines.LONGEST_REST);
        looks.remove().run();

        assertThat(closed).containsExactly("client 1");
    }

    @Test
    void whatHasOnlyJustServedIsWarm() {
        Client used = lines.take();
        lines.giveBack(used, true);
        pass(Lines.WARM.minusNanos(1));

        assertThat(lines.takeWarm()).isSameAs(used);
        assertThat(lines.takeWarm()).isNull();
    }

    @Test
    void whatHasRestedForAWhileIsNotWarmButServes() {
        Client used = lines.take();
        lines.giveBack(used, true);
        pass(Lines.WARM);

        assertThat(lines.takeWarm()).isNull();
        assertThat(lines.take()).isSameAs(used);
    }

    @Test
    void whatHasNoConnectionIsNotWarm() {
        lines.prepare();
        assertThat(lines.takeWarm()).isNull();

        Client used = lines.take();
        lines.giveBack(used, false);
        assertThat(lines.takeWarm()).isNull();
        assertThat(lines.take()).isSameAs(used);
    }

    @Test
    void whatHasBeenEndedWhileItRestsIsNeverTaken() {
        Client ended = lines.take();
        lines.giveBack(ended, true);
        lines.end(ended);

        assertThat(lines.takeWarm()).isNull();
        assertThat(lines.take()).isNotSameAs(ended);
    }

    @Test
    void noLineServesTwoAtOnce() throws InterruptedException {
        Lines<Shared> shared = new Lines<>("test", Shared::new, line -> true, (time, task) -> true);
        Set<Shared> made = ConcurrentHashMap.newKeySet();
        AtomicInteger clashes = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            threads.execute(() -> {
                for (int n = 0; n < ROUNDS; n++) {
                    Shared line = shared.take();
                    made.add(line);
                    clashes.addAndGet(line.users.getAndIncrement());
                    line.users.decrementAndGet();
                    shared.giveBack(line, true);
                }
            });
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(clashes).hasValue(0);
        assertThat(made).hasSizeLessThanOrEqualTo(THREADS);
        shared.close();
        assertThat(made).allSatisfy(line -> assertThat(line.closed).hasValue(1));
    }

    private static final class Shared implements AutoCloseable {
        private final AtomicInteger users = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
