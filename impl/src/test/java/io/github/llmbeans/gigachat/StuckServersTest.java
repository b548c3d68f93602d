package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that accept and then do not get on: what one call loses to them is there again for the next. */
class StuckServersTest {
    @Test
    void aCallMorePatientThanTheConfigurationGivesItsConnectionBackSoonAfterItsDeadline() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = new GigaChatProvider(Simulated.config(simulator)
                        .timeout(Duration.ofSeconds(1))
                        .option("max-connections", "1")
                        .build())) {
            provider.chat(patient(Duration.ofSeconds(20)));
            var gate = simulator.hold(Endpoint.COMPLETIONS);
            ProviderException e = catchThrowableOfType(
                    ProviderException.class, () -> provider.chat(patient(Duration.ofMillis(1500))));
            assertThat(e).isExactlyInstanceOf(ProviderTimeoutException.class);

            CompletableFuture<ChatResponse> next =
                    provider.chatAsync(patient(Duration.ofSeconds(60))).toCompletableFuture();
            gate.awaitArrivals(2, Duration.ofSeconds(20));
            gate.open();

            assertThat(next.get(20, TimeUnit.SECONDS).text()).contains("Hello");
        }
    }

    @Test
    void aTokenAnswerThatDripsIsGivenUpSoThatTheNextCallAsksAnew() {
        AtomicInteger tokenRequests = new AtomicInteger();
        String token = "{\"access_token\":\"abc\",\"expires_at\":9999999999999}";
        try (FakeServer server = FakeServer.start(request -> {
                    if (!request.path().equals("/oauth")) {
                        return Reply.json(200, "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}");
                    }
                    Reply reply = Reply.json(200, token);
                    return tokenRequests.incrementAndGet() == 1 ? reply.dribble(50, Duration.ofSeconds(30)) : reply;
                });
                GigaChatProvider provider = new GigaChatProvider(ProviderConfig.builder("gigachat")
                        .apiKey("a2V5OnZlcnktc2VjcmV0")
                        .baseUrl(server.uri() + "/v1")
                        .authUrl(server.uri() + "/oauth")
                        .timeout(Duration.ofSeconds(1))
                        .maxRetries(0)
                        .build())) {
            ProviderException e =
                    catchThrowableOfType(ProviderException.class, () -> provider.chat(patient(Duration.ofSeconds(20))));
            assertThat(e)
                    .isExactlyInstanceOf(ProviderTimeoutException.class)
                    .hasMessageContaining("no access token within 1000 ms");

            assertThat(provider.chat(patient(Duration.ofSeconds(20))).text()).isEqualTo("Hi");
        }
    }

    private static ChatRequest patient(Duration timeout) {
        return ChatRequest.builder().user("Hello").timeout(timeout).build();
    }
}
