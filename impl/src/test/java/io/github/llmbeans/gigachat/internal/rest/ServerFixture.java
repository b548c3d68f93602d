package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.GigaChatProviderBuilder;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.util.List;
import java.util.function.Consumer;

/** A server whose every byte a test decides, and a provider that talks to it. */
final class ServerFixture implements AutoCloseable {
    static final String TOKEN = "TOKEN.abc-DEF_0123456789";
    private static final String AUTH_PATH = "/oauth";

    private final FakeServer server;
    final GigaChatProvider provider;

    private ServerFixture(Reply token, Reply api, Consumer<ProviderConfigBuilder> more) {
        server = FakeServer.start(request -> request.path().equals(AUTH_PATH) ? token : api);
        ProviderConfigBuilder config = ProviderConfig.builder("gigachat")
                .apiKey("a2V5OnZlcnktc2VjcmV0")
                .maxRetries(0)
                .baseUrl(server.uri() + "/v1")
                .authUrl(server.uri() + AUTH_PATH);
        more.accept(config);
        GigaChatProviderBuilder builder = GigaChatProvider.builder(config.build());
        provider = builder.build();
    }

    /** A good token, and this answer to everything else. */
    static ServerFixture api(Reply api) {
        return api(api, config -> {});
    }

    static ServerFixture api(Reply api, Consumer<ProviderConfigBuilder> more) {
        return new ServerFixture(goodToken(), api, more);
    }

    /** This answer to token requests. */
    static ServerFixture token(Reply token) {
        return token(token, config -> {});
    }

    static ServerFixture token(Reply token, Consumer<ProviderConfigBuilder> more) {
        return new ServerFixture(token, completion(), more);
    }

    static Reply goodToken() {
        return Reply.json(200, "{\"access_token\":\"" + TOKEN + "\",\"expires_at\":9999999999999}");
    }

    static Reply completion() {
        return Reply.json(
                200,
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}");
    }

    List<RecordedRequest> tokenRequests() {
        return server.requests().stream()
                .filter(request -> request.path().equals(AUTH_PATH))
                .toList();
    }

    List<RecordedRequest> apiRequests() {
        return server.requests().stream()
                .filter(request -> !request.path().equals(AUTH_PATH))
                .toList();
    }

    @Override
    public void close() {
        provider.close();
        server.close();
    }
}
