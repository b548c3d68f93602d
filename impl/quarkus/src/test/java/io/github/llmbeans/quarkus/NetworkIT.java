package io.github.llmbeans.quarkus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What Quarkus's client throws becomes the same exceptions. */
@QuarkusTest
@QuarkusTestResource(Simulated.class)
class NetworkIT {
    private static final int BACKLOG = 50;

    @Test
    void aReadTimeoutOfTheStandardKeyIsTold() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            fails(
                    at("http://127.0.0.1:" + silent.getLocalPort()).option("gigachat/mp-rest/readTimeout", "300"),
                    ProviderTimeoutException.class,
                    "did not answer in time");
        }
    }

    @Test
    void aServerThatIsNotThereIsTold() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        fails(at("http://127.0.0.1:" + port), ProviderUnavailableException.class, "connection refused or no route");
    }

    @Test
    void anUnknownHostIsTold() {
        fails(at("https://nowhere.invalid"), ProviderUnavailableException.class, "unknown host 'nowhere.invalid'");
    }

    @Test
    void anHttpsAddressOfAPortThatSpeaksPlainHttpIsToldToLookAtItsScheme() {
        Reply refusal = Reply.json(400, "{}");
        try (FakeServer plain = FakeServer.builder().handler(request -> refusal).start()) {
            fails(
                    at(plain.uri().toString().replace("http:", "https:")),
                    ProviderUnavailableException.class,
                    "does not speak TLS, and the address begins with https://");
        }
    }

    private static void fails(ProviderConfigBuilder config, Class<? extends Throwable> type, String sentence) {
        try (GigaChatProvider provider = new GigaChatProvider(config.build())) {
            assertThatThrownBy(() -> provider.generate("Hello"))
                    .isInstanceOf(type)
                    .hasMessageContaining(sentence);
        }
    }

    private static ProviderConfigBuilder at(String address) {
        return ProviderConfig.builder("gigachat")
                .option("access-token", "ready")
                .baseUrl(URI.create(address + "/v1"))
                .maxRetries(0);
    }
}
