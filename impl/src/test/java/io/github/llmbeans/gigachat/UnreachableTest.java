package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.tck.server.FakeServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are dead, slow, unknown or not trusted. */
@Tag("engine")
class UnreachableTest {
    @Test
    void aDeadServerSaysWhichAddressAndWhichSetting() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        ProviderException e = failure(ProviderConfig.builder("gigachat")
                .apiKey("a2V5OnNlY3JldA==")
                .authUrl("http://127.0.0.1:" + free + "/oauth"));

        assertThat(e)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("http://127.0.0.1:" + free + "/oauth cannot be reached")
                .hasMessageContaining("gigachat.auth-url (GIGACHAT_AUTH_URL)");
        assertThat(e.retryable()).isTrue();
        assertThat(e.attempts()).isEqualTo(4);
        assertThat(e.getCause()).isNotNull();
    }

    @Test
    void anUnknownHostSaysSo() {
        ProviderException e = failure(ProviderConfig.builder("gigachat")
                .apiKey("a2V5OnNlY3JldA==")
                .maxRetries(0)
                .authUrl("https://no-such-host.invalid/oauth"));

        assertThat(e)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("unknown host 'no-such-host.invalid'");
    }

    @Test
    void anUntrustedCertificateNamesTheRussianTrustedRootAndItsSetting() {
        try (GigaChatSimulator simulator =
                GigaChatSimulator.builder().https(true).start()) {
            ProviderException e = failure(Simulated.config(simulator));

            assertThat(e)
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("Russian Trusted Root CA")
                    .hasMessageContaining("gigachat.ca-bundle-file (GIGACHAT_CA_BUNDLE_FILE)");
            assertThat(e.retryable()).isFalse();
            assertThat(simulator.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateFromTheBundleFileIsTrustedByBothClients(@TempDir Path folder) throws IOException {
        Path bundle =
                Files.writeString(folder.resolve("ca.pem"), FakeServer.certificatePem(), StandardCharsets.US_ASCII);
        try (GigaChatSimulator simulator =
                        GigaChatSimulator.builder().https(true).start();
                GigaChatProvider provider = new GigaChatProvider(Simulated.config(simulator)
                        .option("ca-bundle-file", bundle.toString())
                        .build())) {
            assertThat(simulator.baseUrl()).startsWith("https://");
            assertThat(provider.generate("Hello")).contains("Hello");
        }
    }

    @Test
    void aSlowAnswerEndsAtTheDeadlineOfTheCall() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            provider.generate("Hello");
            simulator.hold(Endpoint.COMPLETIONS);
            ChatRequest request = ChatRequest.builder()
                    .user("Hello")
                    .timeout(Duration.ofSeconds(1))
                    .build();

            ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.chat(request));

            assertThat(e).isExactlyInstanceOf(ProviderTimeoutException.class);
            assertThat(e.retryable()).isFalse();
            assertThat(e.attempts()).isEqualTo(1);
        }
    }

    @Test
    void oneDeadlineSpansTheTokenToo() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = new GigaChatProvider(Simulated.config(simulator)
                        .timeout(Duration.ofSeconds(1))
                        .build())) {
            simulator.hold(Endpoint.OAUTH);

            ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("Hello"));

            assertThat(e).isExactlyInstanceOf(ProviderTimeoutException.class);
            assertThat(simulator.completionRequests()).isEmpty();
        }
    }

    @Test
    void anInterruptedCallerLeavesAtOnceWithItsFlagSet() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            var gate = simulator.hold(Endpoint.COMPLETIONS);
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    provider.generate("Hello");
                } catch (ProviderException e) {
                    flag.complete(Thread.currentThread().isInterrupted());
                    failure.complete(e);
                }
            });
            caller.start();
            gate.awaitArrivals(1, Duration.ofSeconds(20));
            caller.interrupt();

            assertThat(failure.get(20, TimeUnit.SECONDS)).isExactlyInstanceOf(ProviderInterruptedException.class);
            assertThat(flag.get(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static ProviderException failure(ProviderConfigBuilder config) {
        try (GigaChatProvider provider =
                GigaChatProvider.builder(config.build()).sleeper(pause -> {}).build()) {
            return catchThrowableOfType(ProviderException.class, () -> provider.generate("Hello"));
        }
    }
}
