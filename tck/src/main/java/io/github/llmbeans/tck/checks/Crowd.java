package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/** Many calls at the same time. */
final class Crowd {
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private Crowd() {}

    /** Starts calls that all begin when the last thread is there. */
    static <T> List<Call<T>> start(Stage stage, int count, IntFunction<Callable<T>> call) {
        CountDownLatch there = new CountDownLatch(count);
        List<Call<T>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Callable<T> mine = call.apply(i);
            calls.add(stage.start(() -> {
                there.countDown();
                there.await();
                return mine.call();
            }));
        }
        stage.time().await("all " + count + " callers to be started", () -> there.getCount() == 0);
        return calls;
    }

    /** The same question by all. */
    static List<Call<String>> ask(Stage stage, int count) {
        return start(stage, count, i -> () -> stage.provider().generate("Who is number " + i + "?"));
    }

    /** Gives the callers time to come to where they wait; a hint, since a thread that waits on a socket does not show it. */
    static void settle(Stage stage, List<? extends Call<?>> calls) {
        stage.time().becomes(stage.time().scaled(SETTLING), () -> calls.stream().allMatch(Call::waits));
        stage.time().quiet();
    }

    /** Waits for all, however they end. */
    static void end(List<? extends Call<?>> calls) {
        calls.forEach(Call::ended);
    }
}
