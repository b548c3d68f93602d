package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Reply;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses with the other scheme than the one that their port speaks. */
@Tag("engine")
class SchemeTest {

    enum At {
        AUTH_URL("gigachat.auth-url (GIGACHAT_AUTH_URL), authUrl() of the builder"),
        BASE_URL("gigachat.base-url (GIGACHAT_BASE_URL), baseUrl() of the builder");

        final String named;

        At(String named) {
            this.named = named;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anHttpAddressOfAPortThatSpeaksTlsIsToldToLookAtItsScheme(At where) {
        try (FakeServer server = server()) {
            URI wrong = URI.create(server.httpsUri().toString().replace("https:", "http:"));

            assertThat(failure(where, server, wrong)).contains("speaks TLS", "begins with http://", where.named);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anHttpsAddressOfAPortThatSpeaksPlainHttpIsToldToLookAtItsScheme(At where) {
        try (FakeServer server = server()) {
            URI wrong = URI.create(server.uri().toString().replace("http:", "https:"));

            assertThat(failure(where, server, wrong))
                    .contains("does not speak TLS", "begins with https://", where.named);
        }
    }

    /** As some servers and gateways do. */
    @ParameterizedTest
    @EnumSource
    void aServerThatSaysSoItselfIsUnderstood(At where) {
        Reply refusal = Reply.html(400, "<html>The plain HTTP request was sent to HTTPS port</html>");
        try (FakeServer refusing =
                        FakeServer.builder().handler(request -> refusal).start();
                FakeServer server = server()) {
            assertThat(failure(where, server, refusing.uri()))
                    .contains("answered 400", "speaks TLS", "begins with http://", where.named);
        }
    }

    private static FakeServer server() {
        return FakeServer.builder()
                .https(true)
                .handler(request -> Reply.json(200, "{\"access_token\":\"abc\",\"expires_at\":9999999999999}"))
                .start();
    }

    private static String failure(At where, FakeServer server, URI wrong) {
        ProviderConfigBuilder config = ProviderConfig.builder("gigachat")
                .apiKey("a2V5OnZlcnktc2VjcmV0")
                .maxRetries(0)
                .authUrl((where == At.AUTH_URL ? wrong : server.uri()) + "/oauth")
                .baseUrl((where == At.BASE_URL ? wrong : server.uri()) + "/v1");
        try (GigaChatProvider provider = new GigaChatProvider(config.build())) {
            ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("hi"));
            return e.getMessage();
        }
    }
}
