package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.bind.JsonbBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an engine is told of its connections counts. */
@Tag("engine")
class EngineSettingsTest {
    /** More than RESTEasy's own 50. */
    private static final int CONNECTIONS = 60;

    @Test
    void aClientHasAsManyConnectionsAsItIsToldTo() throws Exception {
        Gate answers = new Gate();
        ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS);
        try (FakeServer server = FakeServer.builder()
                        .handler(request -> {
                            answers.pass();
                            return Reply.json(200, "{}");
                        })
                        .start();
                CompletionsClient client = client(server)) {
            List<CompletableFuture<Void>> calls = IntStream.range(0, CONNECTIONS)
                    .mapToObj(i ->
                            CompletableFuture.runAsync(() -> client.models().close(), callers))
                    .toList();

            answers.awaitArrivals(CONNECTIONS, Duration.ofSeconds(20));

            answers.open();
            CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).get(20, TimeUnit.SECONDS);
        } finally {
            answers.open();
            callers.shutdownNow();
        }
    }

    private static CompletionsClient client(FakeServer server) {
        RestClientBuilder builder = RestClientBuilder.newBuilder().baseUri(server.uri());
        Engine engine = Engine.of(builder);
        BodyGuard guard = new BodyGuard(Runnable::run, null);
        EngineSettings.apply(engine, builder, CONNECTIONS, new JsonWriter(JsonbBuilder.create()), guard);
        return builder.build(CompletionsClient.class);
    }
}
