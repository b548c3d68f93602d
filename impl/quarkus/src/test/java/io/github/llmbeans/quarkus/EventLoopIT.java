package io.github.llmbeans.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads on which nobody should wait; these are not those of the REST client, which would wait for itself. */
@QuarkusTest
@QuarkusTestResource(Simulated.class)
class EventLoopIT {
    @Inject
    Desk desk;

    @Test
    void whoWaitsOnAnEventLoopAllTheSameIsAnsweredAlsoOverAConnectionThatIsOpen() throws Exception {
        Vertx others = Vertx.vertx();
        try {
            CompletableFuture<List<String>> answers = new CompletableFuture<>();
            others.runOnContext(nothing -> {
                try {
                    answers.complete(List.of(desk.answer("First"), desk.answer("Second")));
                } catch (RuntimeException e) {
                    answers.completeExceptionally(e);
                }
            });
            assertThat(answers.get(60, TimeUnit.SECONDS))
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("Second");
        } finally {
            others.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }
}
