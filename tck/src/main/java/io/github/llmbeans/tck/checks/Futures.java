package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Stage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How asynchronous calls end. */
final class Futures {
    private Futures() {}

    /** Waits for the end, as somebody sees it who looks at this very stage. */
    static <T> Ended<T> ended(Stage stage, CompletionStage<T> call) {
        CompletableFuture<Ended<T>> end = new CompletableFuture<>();
        call.whenComplete((value, thrown) -> end.complete(new Ended<>(value, thrown, false)));
        stage.time().await("the asynchronous call to complete", end::isDone);
        return end.join();
    }
}
