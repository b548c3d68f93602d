package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call the API, and until when. */
class TokenLifeTest {

    private static final String UNAUTHORIZED = "{\"status\":401,\"message\":\"Unauthorized\"}";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-09-07T08:09:10Z"));
    private final GigaChatSimulator sim =
            GigaChatSimulator.builder().clock(clock).start();
    private final Client client = new Client(sim);

    @AfterEach
    void close() {
        sim.close();
    }

    private HttpResponse<String> models(String token) {
        return client.send(client.api(token, "/models"));
    }

    @Test
    void aTokenIsGoodUntilItsExpiryAndNotAMillisecondLonger() {
        String token = client.token();

        clock.advance(Duration.ofMinutes(30).minusMillis(1));
        assertThat(models(token).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofMillis(1));
        assertThat(models(token).statusCode()).isEqualTo(401);
        assertThat(models(token).body()).isEqualTo("{\"status\":401,\"message\":\"Token has expired\"}");
    }

    @Test
    void aRevokedTokenIsUnknown() {
        String token = client.token();

        sim.revokeAllTokens();

        assertThat(models(token).statusCode()).isEqualTo(401);
        assertThat(models(token).body()).isEqualTo(UNAUTHORIZED);
        assertThat(models(client.token()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer never-issued", "Bearer", "Basic abc", ""})
    void anythingElseIsUnauthorized(String header) {
        HttpResponse<String> response = client.send(client.api("x", "/models").setHeader("Authorization", header));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void noAuthorizationIsUnauthorized() {
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(sim.baseUrl() + "/models")));

        assertThat(response.body()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void aRequestWithoutUserAgentIsForbiddenEvenWithAToken() throws IOException {
        assertThat(withoutUserAgent(sim, client.token()))
                .startsWith("HTTP/1.1 403 ")
                .endsWith("\r\n\r\n{\"message\":\"Unauthorized\"}");
    }

    @Test
    void theUserAgentCanBeLeftOutWhenTheSimulatorIsToldSo() throws IOException {
        try (GigaChatSimulator relaxed =
                GigaChatSimulator.builder().requireUserAgent(false).start()) {
            assertThat(withoutUserAgent(relaxed, new Client(relaxed).token())).startsWith("HTTP/1.1 200 ");
        }
    }

    /** Over a socket of our own: the JDK's client always names itself. */
    private static String withoutUserAgent(GigaChatSimulator sim, String token) throws IOException {
        URI base = URI.create(sim.baseUrl());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write(("GET /v1/models HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
