package io.github.llmbeans.gigachat;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.tck.server.BodySteps;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.UnaryOperator;

/** Answers each chat request with the next reply of the test, and hands out tokens. */
final class StreamServer implements AutoCloseable {
    static final String DONE = "data: [DONE]\n\n";
    static final String LAST = "data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}\n\n";

    private final LinkedBlockingDeque<Reply> replies = new LinkedBlockingDeque<>();
    final FakeServer server;

    StreamServer() {
        this(false);
    }

    StreamServer(boolean https) {
        server = FakeServer.builder()
                .https(https)
                .handler(request -> request.path().equals("/oauth")
                        ? Reply.json(200, "{\"access_token\":\"abc\",\"expires_at\":9999999999999}")
                        : replies.remove())
                .start();
    }

    /** A chunk with a piece of text. */
    static String piece(String text) {
        return "data: " + chunk(text) + "\n\n";
    }

    static String chunk(String text) {
        return "{\"choices\":[{\"delta\":{\"content\":\"" + text + "\"},\"index\":0}],"
                + "\"created\":1760000000,\"model\":\"GigaChat:2\",\"object\":\"chat.completion\"}";
    }

    static BodySteps pieces(String... texts) {
        BodySteps steps = BodySteps.start();
        for (String text : texts) {
            steps = steps.send(piece(text));
        }
        return steps;
    }

    static Reply events(BodySteps steps) {
        return Reply.of(200)
                .header("Content-Type", "text/event-stream; charset=utf-8")
                .header("X-Request-ID", "request-1")
                .body(steps);
    }

    /** What the next chat request is answered with. */
    StreamServer then(Reply reply) {
        replies.add(reply);
        return this;
    }

    StreamServer then(BodySteps steps) {
        return then(events(steps));
    }

    List<RecordedRequest> chats() {
        return server.requests().stream()
                .filter(request -> !request.path().equals("/oauth"))
                .toList();
    }

    List<RecordedRequest> tokens() {
        return server.requests().stream()
                .filter(request -> request.path().equals("/oauth"))
                .toList();
    }

    GigaChatProvider provider(String... options) {
        return provider(config -> config, options);
    }

    GigaChatProvider provider(UnaryOperator<ProviderConfigBuilder> more, String... options) {
        ProviderConfigBuilder config = ProviderConfig.builder("gigachat")
                .apiKey("a2V5OnZlcnktc2VjcmV0")
                .baseUrl(server.uri() + "/v1")
                .authUrl(server.uri() + "/oauth")
                .timeout(Duration.ofSeconds(30))
                .maxRetries(0)
                .option("max-concurrent-requests", "0");
        for (int i = 0; i < options.length; i += 2) {
            config.option(options[i], options[i + 1]);
        }
        return new GigaChatProvider(more.apply(config).build());
    }

    @Override
    public void close() {
        server.close();
    }
}
