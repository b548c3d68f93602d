package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.run.Time;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What stays of a closed provider. */
final class LeakChecks {
    private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(200);

    private LeakChecks() {}

    @Proves("LIF-NO-THREADS")
    static void noThreadOfAClosedProviderIsAlive(Stage stage) throws Exception {
        startTheTimerOfTheJvm();
        // New threads are of the group of the one that starts them, so these are the provider's and nobody else's.
        ThreadGroup group = new ThreadGroup("tck-threads");
        FutureTask<BaseProvider> use = new FutureTask<>(() -> used(stage, stage.provider()));
        Thread user = new Thread(group, use, "tck-user");
        user.start();
        BaseProvider provider = use.get(stage.time().limit().toNanos(), TimeUnit.NANOSECONDS);
        user.join();
        provider.close();
        boolean ended = comes(stage, () -> threads(group).isEmpty());
        Expect.that("no thread of the provider after close()", ended, threads(group));
    }

    @Proves(value = "LIF-NO-CONNECTIONS", needs = Need.HTTP)
    static void noConnectionOfAClosedProviderIsOpen(Stage stage) {
        Line line = stage.line();
        ProviderConfig usual = stage.config().build();
        BaseProvider provider = used(
                stage,
                stage.provider(config ->
                        config.baseUrl(line.through(usual.baseUrl())).authUrl(line.through(usual.authUrl()))));
        Expect.that("connections to the address of the configuration", line.accepted() > 0, "none");
        provider.close();
        boolean ended = comes(stage, () -> line.open() == 0);
        Expect.that("no open connection after close()", ended, line.open() + " of " + line.accepted());
    }

    @Proves(value = "LIF-NO-REFERENCES", needs = Need.UNHELD)
    static void aClosedProviderIsCollected(Stage stage) {
        WeakReference<BaseProvider> closed = stage.start(() -> {
                    BaseProvider provider = used(stage, stage.provider());
                    provider.close();
                    return new WeakReference<>(provider);
                })
                .answer();
        stage.forget();
        boolean collected = comes(stage, () -> closed.get() == null);
        Expect.that("a closed provider to be collected", collected, "that something still holds it");
    }

    private static BaseProvider used(Stage stage, BaseProvider provider) {
        provider.generate("Leave nothing behind");
        Expect.success(Later.of(stage, () -> provider.chatAsync(ChatRequest.of("Leave nothing behind"))));
        Expect.success(Later.ofStream(
                stage, () -> provider.generateStream("Leave nothing behind", GenerationParams.defaults())));
        provider.healthCheck();
        return provider;
    }

    /**
     * Collects meanwhile: some clients end only when nobody holds them. Not all the time, since each collection stops
     * whoever runs beside it.
     */
    private static boolean comes(Stage stage, BooleanSupplier condition) {
        return stage.time().becomes(stage.time().limit(), () -> {
            System.gc();
            if (condition.getAsBoolean()) {
                return true;
            }
            Time.pause(BETWEEN_COLLECTIONS);
            return false;
        });
    }

    private static List<String> threads(ThreadGroup group) {
        Thread[] threads = new Thread[Math.max(16, 2 * group.activeCount())];
        group.enumerate(threads);
        return Arrays.stream(threads)
                .filter(Objects::nonNull)
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    /** It belongs to whoever needs it first, and never ends. */
    private static void startTheTimerOfTheJvm() {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, 1, TimeUnit.MILLISECONDS)
                .join();
    }
}
