package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.net.URI;
import java.util.Collection;
import java.util.Set;

/** To whom keys and tokens are sent, and to whom not. */
final class CredentialChecks {
    private CredentialChecks() {}

    @Proves(
            value = "SEC-REDIRECT",
            needs = {Need.HTTP, Need.KEY, Need.SCRIPT})
    static void noCredentialFollowsARedirectOfTheModel(Stage stage) {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            try (FakeServer other = FakeServer.start(request -> Reply.json(200, "{}"))) {
                BaseProvider provider = redirected(stage, Endpoint.GENERATE, status, other);
                Ended.of(() -> provider.generate("Go elsewhere"));
                noneAt(stage, other, status);
            }
        }
    }

    @Proves(
            value = "SEC-REDIRECT",
            needs = {Need.HTTP, Need.KEY, Need.SCRIPT, Need.TOKENS})
    static void noKeyFollowsARedirectOfTheTokenEndpoint(Stage stage) {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            try (FakeServer other = FakeServer.start(request -> Reply.json(200, "{}"))) {
                BaseProvider provider = redirected(stage, Endpoint.TOKEN, status, other);
                Ended.of(() -> provider.generate("Go elsewhere"));
                noneAt(stage, other, status);
            }
        }
    }

    @Proves(
            value = "SEC-KEY-ONLY-FOR-TOKENS",
            needs = {Need.HTTP, Need.KEY, Need.SCRIPT, Need.TOKENS})
    static void theKeyIsSentToTheTokenEndpointOnly(Stage stage) {
        BaseProvider provider = stage.provider();
        provider.generate("With a token");
        provider.healthCheck();
        Expect.that(
                "a request for an answer", !stage.requests(Endpoint.GENERATE).isEmpty(), "none");
        for (RecordedRequest request : stage.requests()) {
            if (!stage.requests(Endpoint.TOKEN).contains(request)) {
                Leaks.none("the request " + request, Set.of(stage.secret()), raw(request));
            }
        }
    }

    @Proves(value = "SEC-TLS-VERIFIED", needs = Need.HTTP)
    static void aServerThatNobodyTrustsIsRefused(Stage stage) {
        URI server = stage.address(true);
        BaseProvider provider = stage.provider(stage.distrusting()
                .baseUrl(server)
                .authUrl(URI.create(server + "/oauth/token"))
                .build());
        Expect.failure(ProviderUnavailableException.class, () -> provider.generate("Are you who you say?"));
        Expect.equal("the requests that reach the server", 0, stage.requests().size());
    }

    @Proves(
            value = "SEC-TLS-VERIFIED",
            needs = {Need.HTTP, Need.TOKENS})
    static void aModelThatNobodyTrustsGetsNoToken(Stage stage) {
        URI server = stage.address(true);
        ProviderConfig config = stage.distrusting().baseUrl(server).build();
        BaseProvider provider = stage.provider(config);
        Expect.failure(ProviderUnavailableException.class, () -> provider.generate("Are you who you say?"));
        Expect.equal(
                "the requests that reach the model",
                0,
                stage.requests(Endpoint.GENERATE).size());
    }

    @Proves(value = "SEC-HEADER-INJECTION", needs = Need.HTTP)
    static void aPromptMakesNoHeader(Stage stage) {
        stage.provider().generate("Hello\r\nX-Injected: yes");
        for (RecordedRequest request : stage.requests()) {
            Expect.that(
                    "no header from the prompt",
                    request.header("X-Injected").isEmpty(),
                    "X-Injected: " + request.headers("X-Injected"));
        }
    }

    @Proves(value = "SEC-HEADER-INJECTION", needs = Need.HTTP)
    static void aPromptMakesNoRequest(Stage stage) {
        String path = stage.address(false).getPath() + "/injected";
        BaseProvider provider = stage.provider();
        Ended.of(() -> provider.generate(
                "Hello\r\nContent-Length: 0\r\n\r\nPOST " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        stage.time().quiet();
        Expect.that(
                "no request from the prompt",
                stage.requests().stream().noneMatch(request -> request.path().equals(path)),
                stage.requests());
    }

    private static BaseProvider redirected(Stage stage, Endpoint endpoint, int status, FakeServer other) {
        Situation away = new Situation.Sends(Reply.of(status).header("Location", other.uri() + "/v1/elsewhere"));
        (endpoint == Endpoint.TOKEN ? stage.tokenEndpoint() : stage.model()).always(away);
        return stage.provider(config -> config);
    }

    private static void noneAt(Stage stage, FakeServer other, int status) {
        Collection<String> secrets = stage.secrets().forms();
        for (RecordedRequest request : other.requests()) {
            Leaks.none("a request to another server after a redirect with " + status, secrets, raw(request));
        }
    }

    private static String raw(RecordedRequest request) {
        StringBuilder text = new StringBuilder(request.path() + "?" + request.query() + "\n");
        request.headerNames()
                .forEach(name -> text.append(name)
                        .append(": ")
                        .append(request.headers(name))
                        .append("\n"));
        return text.append("\n").append(request.bodyText()).toString();
    }
}
