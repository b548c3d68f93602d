package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorBuilderTest {

    private final SimulatorBuilder builder = GigaChatSimulator.builder();

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void withoutAnySettingItPlaysAPrivatePersonsAccount() {
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            assertThat(sim.scope()).isEqualTo("GIGACHAT_API_PERS");
            assertThat(sim.baseUrl()).matches("http://127\\.0\\.0\\.1:\\d+/v1");
            assertThat(sim.authUrl()).matches("http://127\\.0\\.0\\.1:\\d+/api/v2/oauth");
            assertThat(new String(Base64.getDecoder().decode(sim.credentials()), StandardCharsets.UTF_8))
                    .matches("[0-9a-f-]{36}:[0-9a-f-]{36}");
        }
    }

    @Test
    void twoSimulatorsHaveDifferentKeysAndDoNotKnowEachOthersTokens() {
        try (GigaChatSimulator one = GigaChatSimulator.start();
                GigaChatSimulator other = GigaChatSimulator.start()) {
            Client stranger = new Client(other);

            assertThat(one.credentials()).isNotEqualTo(other.credentials());
            assertThat(stranger.send(stranger.api(new Client(one).token(), "/models"))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void httpsGivesHttpsAddresses() {
        try (GigaChatSimulator sim = GigaChatSimulator.builder().https(true).start()) {
            assertThat(sim.baseUrl()).startsWith("https://127.0.0.1:");
            assertThat(sim.authUrl()).startsWith("https://127.0.0.1:");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "bm9jb2xvbg=="})
    void aKeyThatIsNoneIsRefusedWithoutBeingRepeated(String key) {
        assertRefused(() -> builder.credentials(key), "credentials must be the base64 of id:secret");
    }

    @Test
    void valuesOutOfRangeAreRefusedAtOnce() {
        assertRefused(() -> builder.port(-1), "port must be 0 to 65535, was -1");
        assertRefused(
                () -> builder.scope("ALL"),
                "scope must be GIGACHAT_API_PERS, GIGACHAT_API_B2B or GIGACHAT_API_CORP, was ALL");
        assertRefused(() -> builder.tokenLifetime(Duration.ZERO), "tokenLifetime must be more than zero, was PT0S");
        assertRefused(() -> builder.tokenDelay(Duration.ofSeconds(-1)), "tokenDelay must not be negative, was PT-1S");
        assertRefused(() -> builder.answerDelay(Duration.ofSeconds(-1)), "answerDelay must not be negative, was PT-1S");
        assertRefused(
                () -> builder.pieceInterval(Duration.ofSeconds(-1)), "pieceInterval must not be negative, was PT-1S");
        assertRefused(() -> builder.threads(0), "threads must be at least 1, was 0");
        assertRefused(() -> builder.maxConcurrentCompletions(0), "maxConcurrentCompletions must be at least 1, was 0");
        assertRefused(
                () -> builder.maxConcurrentTokenRequests(0), "maxConcurrentTokenRequests must be at least 1, was 0");
    }

    static List<Arguments> nulls() {
        SimulatorBuilder any = GigaChatSimulator.builder();
        return List.of(
                Arguments.of("credentials", (ThrowingCallable) () -> any.credentials(null)),
                Arguments.of("scope", (ThrowingCallable) () -> any.scope(null)),
                Arguments.of("tokenLifetime", (ThrowingCallable) () -> any.tokenLifetime(null)),
                Arguments.of("tokenDelay", (ThrowingCallable) () -> any.tokenDelay(null)),
                Arguments.of("answerDelay", (ThrowingCallable) () -> any.answerDelay(null)),
                Arguments.of("pieceInterval", (ThrowingCallable) () -> any.pieceInterval(null)),
                Arguments.of("expiresAtUnit", (ThrowingCallable) () -> any.expiresAtUnit(null)),
                Arguments.of("clock", (ThrowingCallable) () -> any.clock(null)));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void whatMustNotBeNullIsNamed(String name, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name + " must not be null");
    }
}
