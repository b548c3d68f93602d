package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that accept and then do not get on: what one call loses to them is there again for the next. */
@Tag("engine")
class StuckServersTest {
    private static final Reply TOKEN = Reply.json(200, "{\"access_token\":\"abc\",\"expires_at\":9999999999999}");
    private static final Reply COMPLETION = Reply.json(200, "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}");

    @Test
    void aCallMorePatientThanTheConfigurationGivesItsConnectionBackSoonAfterItsDeadline() throws Exception {
        AtomicReference<Gate> gate = new AtomicReference<>();
        try (FakeServer server = FakeServer.start(request -> {
                    if (gate.get() != null) {
                        gate.get().pass();
                    }
                    return COMPLETION;
                });
                GigaChatProvider provider = provider(server, "max-connections", "1", "access-token", "abc")) {
            provider.chat(patient(Duration.ofSeconds(60)));
            gate.set(server.gate());
            ProviderException e = catchThrowableOfType(
                    ProviderException.class, () -> provider.chat(patient(Duration.ofMillis(3500))));
            assertThat(e).isExactlyInstanceOf(ProviderTimeoutException.class);

            CompletableFuture<ChatResponse> next =
                    provider.chatAsync(patient(Duration.ofSeconds(60))).toCompletableFuture();
            gate.get().awaitArrivals(2, Duration.ofSeconds(30));
            gate.get().open();

            assertThat(next.get(20, TimeUnit.SECONDS).text()).isEqualTo("Hi");
        }
    }

    @Test
    void aTokenAnswerThatDripsIsGivenUpSoThatTheNextCallAsksAnew() {
        AtomicInteger tokenRequests = new AtomicInteger();
        try (FakeServer server = FakeServer.start(request -> {
                    if (!request.path().equals("/oauth")) {
                        return COMPLETION;
                    }
                    return tokenRequests.incrementAndGet() == 1 ? TOKEN.dribble(50, Duration.ofMinutes(1)) : TOKEN;
                });
                GigaChatProvider provider = provider(server)) {
            ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("Hello"));
            assertThat(e)
                    .isExactlyInstanceOf(ProviderTimeoutException.class)
                    .hasMessageContaining("no access token within 3 s");

            assertThat(provider.chat(patient(Duration.ofSeconds(60))).text()).isEqualTo("Hi");
        }
    }

    @Test
    void aCallMorePatientThanTheConfigurationWaitsForItsTokenAndKeepsNobodyElseFromOne() throws Exception {
        AtomicInteger tokenRequests = new AtomicInteger();
        AtomicReference<Gate> gate = new AtomicReference<>();
        try (FakeServer server = FakeServer.start(request -> {
                    if (!request.path().equals("/oauth")) {
                        return COMPLETION;
                    }
                    if (tokenRequests.incrementAndGet() == 1) {
                        gate.get().pass();
                    }
                    return TOKEN;
                });
                GigaChatProvider provider = provider(server)) {
            gate.set(server.gate());
            CompletableFuture<ChatResponse> patient =
                    provider.chatAsync(patient(Duration.ofSeconds(50))).toCompletableFuture();
            gate.get().awaitArrivals(1, Duration.ofSeconds(30));
            ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("Hello"));
            assertThat(e).isExactlyInstanceOf(ProviderTimeoutException.class);

            assertThat(provider.generate("Hello")).isEqualTo("Hi");

            assertThat(patient).isNotDone();
            gate.get().open();
            assertThat(patient.get(30, TimeUnit.SECONDS).text()).isEqualTo("Hi");
        }
    }

    private static GigaChatProvider provider(FakeServer server, String... options) {
        ProviderConfigBuilder config = ProviderConfig.builder("gigachat")
                .apiKey("a2V5OnZlcnktc2VjcmV0")
                .baseUrl(server.uri() + "/v1")
                .authUrl(server.uri() + "/oauth")
                .timeout(Duration.ofSeconds(3))
                .maxRetries(0)
                .option("max-concurrent-requests", "0");
        for (int i = 0; i < options.length; i += 2) {
            config.option(options[i], options[i + 1]);
        }
        return new GigaChatProvider(config.build());
    }

    private static ChatRequest patient(Duration timeout) {
        return ChatRequest.builder().user("Hello").timeout(timeout).build();
    }
}
