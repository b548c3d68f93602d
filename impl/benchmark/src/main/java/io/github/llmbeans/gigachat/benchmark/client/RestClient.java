package io.github.llmbeans.gigachat.benchmark.client;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.ext.ContextResolver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** The bare interface with one shared {@link Jsonb}, on the same engine, with as many connections and the same timeouts. */
final class RestClient implements Client {
    private static final int CONNECTIONS = 256;

    private final Jsonb jsonb = JsonbBuilder.create();
    private final ChatApi api;
    private final String bearer;

    RestClient(String server, String kind) {
        bearer = Tokens.bearer(server);
        api = RestClientBuilder.newBuilder()
                .baseUri(URI.create(server + kind + "v1"))
                .property("resteasy.connectionPoolSize", CONNECTIONS)
                .connectTimeout(10, TimeUnit.SECONDS)
                .readTimeout(120, TimeUnit.SECONDS)
                .followRedirects(false)
                .register(new Shared(jsonb))
                .build(ChatApi.class);
    }

    @Override
    public void call() {
        ChatApi.Answer answer = api.complete(bearer, UUID.randomUUID().toString(), ChatApi.Question.of(PROMPT, false));
        Client.checkAnswer(answer.choices().get(0).message().content());
    }

    @Override
    public void stream(Runnable firstPiece) {
        int seen = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                api.stream(bearer, UUID.randomUUID().toString(), ChatApi.Question.of(PROMPT, true)),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ") && !line.equals("data: [DONE]")) {
                    ChatApi.Answer event = jsonb.fromJson(line.substring(6), ChatApi.Answer.class);
                    if (!event.choices().get(0).delta().content().isEmpty() && seen++ == 0) {
                        firstPiece.run();
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        if (seen != PIECES) {
            throw new IllegalStateException("there were " + seen + " pieces");
        }
    }

    /** The interface has no such thing; whoever needs it brings a thread. */
    @Override
    public CompletionStage<?> callAsync() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                call();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    @Override
    public void close() {
        try {
            api.close();
            jsonb.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private record Shared(Jsonb jsonb) implements ContextResolver<Jsonb> {
        @Override
        public Jsonb getContext(Class<?> type) {
            return jsonb;
        }
    }
}
