package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthTest {

    private static final Instant START = Instant.parse("2026-09-07T08:09:10.123Z");

    private final MutableClock clock = new MutableClock(START);
    private final GigaChatSimulator sim =
            GigaChatSimulator.builder().clock(clock).start();
    private final Client client = new Client(sim);

    @AfterEach
    void close() {
        sim.close();
    }

    private void assertRefused(HttpRequest.Builder request, int status, String body) {
        HttpResponse<String> response = client.send(request);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCorrectRequestGetsATokenGoodForThirtyMinutesInMilliseconds() {
        HttpResponse<String> response = client.send(client.oauth());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.object(response).keySet()).containsExactlyInAnyOrder("access_token", "expires_at");
        assertThat(Client.object(response).getJsonNumber("expires_at").longValueExact())
                .isEqualTo(START.plus(Duration.ofMinutes(30)).toEpochMilli());
        assertThat(Client.object(response).getString("access_token").split("\\."))
                .hasSize(5)
                .satisfies(parts -> assertThat(parts[1]).isEmpty());
        assertThat(response.body()).hasSizeBetween(1_000, 1_500);
    }

    @Test
    void theAnswerHasTheHeadersOfTheServiceAndNoRequestId() {
        HttpResponse<String> response = client.send(client.oauth().header("X-Request-ID", "mine"));

        assertThat(response.headers().firstValue("Date")).contains("Mon, 07 Sep 2026 08:09:10 GMT");
        assertThat(response.headers().firstValue("Server")).contains("SynGX");
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).startsWith("no-cache, no-store");
        assertThat(response.headers().firstValue("X-Request-Id")).isEmpty();
        assertThat(response.headers().firstValue("X-Session-Id")).isEmpty();
    }

    @Test
    void theExpiryCanBeGivenInSeconds() {
        try (GigaChatSimulator seconds = GigaChatSimulator.builder()
                .clock(clock)
                .tokenLifetime(Duration.ofSeconds(10))
                .expiresAtUnit(ExpiresAtUnit.SECONDS)
                .start()) {
            Client other = new Client(seconds);

            assertThat(Client.object(other.send(other.oauth())).getInt("expires_at"))
                    .isEqualTo(START.getEpochSecond() + 10);
        }
    }

    @Test
    void eachTokenIsNewAndTheEarlierOnesStayGood() {
        String first = client.token();
        String second = client.token();

        assertThat(second).isNotEqualTo(first);
        assertThat(client.send(client.api(first, "/models")).statusCode()).isEqualTo(200);
        assertThat(client.send(client.api(second, "/models")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "3f0c2a4e-5b7d-1c19-9a60-0d5f8b7e1c22",
                "3f0c2a4e-5b7d-4c19-7a60-0d5f8b7e1c22",
                "3f0c2a4e5b7d4c199a600d5f8b7e1c22"
            })
    void anRqUidThatIsNoUuid4IsRefused(String id) {
        assertRefused(client.oauth().setHeader("RqUID", id), 400, "{\"message\":\"RqUID header must be a UUID4\"}");
    }

    @Test
    void aMissingRqUidIsRefused() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(client.oauth().build(), (name, value) -> !name.equals("RqUID"));

        assertRefused(request, 400, "{\"message\":\"RqUID header must be a UUID4\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Basic OnNlY3JldA==", "Digest YTpi", "YTpi"})
    void aKeyThatIsNotBase64OfIdAndSecretIsCode4(String header) {
        assertRefused(
                client.oauth().setHeader("Authorization", header),
                400,
                "{\"code\":4,\"message\":\"Can't decode 'Authorization' header\"}");
    }

    @Test
    void aMissingKeyIsCode4() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(client.oauth().build(), (name, value) -> !name.equals("Authorization"));

        assertRefused(request, 400, "{\"code\":4,\"message\":\"Can't decode 'Authorization' header\"}");
    }

    @Test
    void theKeyMayAlsoComeAsABearer() {
        assertThat(client.send(client.oauth().setHeader("Authorization", "Bearer " + sim.credentials()))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "scope=", "scope=%20", "grant_type=client_credentials"})
    void noScopeIsCode5(String form) {
        assertRefused(
                client.oauth().POST(BodyPublishers.ofString(form)), 400, "{\"code\":5,\"message\":\"scope is empty\"}");
    }

    @Test
    void aFormOfAnotherTypeIsNotReadSoThatItsScopeIsMissing() {
        assertRefused(
                client.oauth().setHeader("Content-Type", "application/json"),
                400,
                "{\"code\":5,\"message\":\"scope is empty\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope=GIGACHAT_API", "scope=gigachat_api_pers"})
    void anUnknownScopeIsCode1(String form) {
        assertRefused(
                client.oauth().POST(BodyPublishers.ofString(form)),
                400,
                "{\"code\":1,\"message\":\"scope data format invalid\"}");
    }

    @Test
    void aWrongKeyIsCode6() {
        assertRefused(
                client.oauth().setHeader("Authorization", "Basic " + base64("id:wrong")),
                401,
                "{\"code\":6,\"message\":\"credentials doesn't match db data\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GIGACHAT_API_PERS, GIGACHAT_API_B2B",
        "GIGACHAT_API_PERS, GIGACHAT_API_CORP",
        "GIGACHAT_API_B2B,  GIGACHAT_API_PERS"
    })
    void theScopeOfAnotherContractIsCode7(String own, String asked) {
        try (GigaChatSimulator other = GigaChatSimulator.builder().scope(own).start()) {
            Client stranger = new Client(other);
            HttpResponse<String> response =
                    stranger.send(stranger.oauth().POST(BodyPublishers.ofString("scope=" + asked)));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .isEqualTo("{\"code\":7,\"message\":\"scope from db not fully includes consumed scope\"}");
        }
    }

    @Test
    void itsOwnScopeAndKeyAreGood() {
        try (GigaChatSimulator corp = GigaChatSimulator.builder()
                .scope("GIGACHAT_API_CORP")
                .credentials(base64("id:secret"))
                .start()) {
            assertThat(corp.scope()).isEqualTo("GIGACHAT_API_CORP");
            assertThat(corp.credentials()).isEqualTo(base64("id:secret"));
            assertThat(new Client(corp).token()).isNotEmpty();
        }
    }

    @Test
    void anotherMethodIsNotAllowed() {
        assertThat(client.send(client.oauth().GET()).statusCode()).isEqualTo(405);
    }
}
