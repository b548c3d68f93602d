package io.github.llmbeans.gigachat.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.gigachat.internal.error.InLocale;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bound holds at itself and not beyond, and a value beyond is told with key, variable, bound and value. */
class SettingBoundsTest {

    static Stream<Arguments> goodValues() {
        return Stream.of(
                good("connect-timeout", "0.001", GigaChatSettings::connectTimeout, Duration.ofMillis(1)),
                good("connect-timeout", "86400", GigaChatSettings::connectTimeout, Duration.ofDays(1)),
                good("connect-timeout", " PT1M ", GigaChatSettings::connectTimeout, Duration.ofMinutes(1)),
                good("connect-timeout", "pt0.5s", GigaChatSettings::connectTimeout, Duration.ofMillis(500)),
                good("health-check-timeout", "0.001", GigaChatSettings::healthCheckTimeout, Duration.ofMillis(1)),
                good("health-check-timeout", "86400.0", GigaChatSettings::healthCheckTimeout, Duration.ofDays(1)),
                good("health-check-interval", "0", GigaChatSettings::healthCheckInterval, Duration.ZERO),
                good("health-check-interval", "P1D", GigaChatSettings::healthCheckInterval, Duration.ofDays(1)),
                good("retry-backoff-factor", "0", GigaChatSettings::retryBaseDelay, Duration.ZERO),
                good("retry-backoff-factor", "20", GigaChatSettings::retryBaseDelay, Duration.ofSeconds(20)),
                good("token-expiry-buffer-ms", "0", GigaChatSettings::tokenExpiryBuffer, Duration.ZERO),
                good("token-expiry-buffer-ms", "1500000", GigaChatSettings::tokenExpiryBuffer, Duration.ofMinutes(25)),
                good("max-connections", "1", GigaChatSettings::maxConnections, 1),
                good("max-connections", " 10000 ", GigaChatSettings::maxConnections, 10_000),
                good("max-response-bytes", "1024", GigaChatSettings::maxResponseBytes, 1024),
                good("max-response-bytes", "268435456", GigaChatSettings::maxResponseBytes, 256 * 1024 * 1024),
                good("max-concurrent-requests", "0", s -> s.overload().maxConcurrentRequests(), 0),
                good("max-concurrent-requests", "10000", s -> s.overload().maxConcurrentRequests(), 10_000),
                good("max-queued-requests", "0", s -> s.overload().maxQueuedRequests(), 0),
                good("max-queued-requests", "1000000", s -> s.overload().maxQueuedRequests(), 1_000_000),
                good("retry-budget", "0", s -> s.overload().retryBudget(), 0),
                good("retry-budget", "1000", s -> s.overload().retryBudget(), 1_000),
                good("circuit-breaker", "on", s -> s.overload().circuitBreaker(), true),
                good("circuit-breaker-delay", "PT1M", s -> s.overload().circuitBreakerDelay(), Duration.ofMinutes(1)),
                good("circuit-breaker-failure-ratio", "0.01", s -> s.overload().circuitBreakerFailureRatio(), 0.01),
                good("circuit-breaker-failure-ratio", " 1 ", s -> s.overload().circuitBreakerFailureRatio(), 1.0),
                good(
                        "circuit-breaker-request-volume-threshold",
                        "1",
                        s -> s.overload().circuitBreakerVolume(),
                        1),
                good("health-check", "token", GigaChatSettings::healthCheckAsksModels, false),
                good("health-check", " models ", GigaChatSettings::healthCheckAsksModels, true),
                good("profanity-check", "true", GigaChatSettings::profanityCheck, true),
                good("profanity-check", "OFF", GigaChatSettings::profanityCheck, false));
    }

    static Stream<Arguments> badValues() {
        String seconds = "a number of seconds or an ISO-8601 duration such as PT30S";
        return Stream.of(
                bad("connect-timeout", "between 0.001 and 86400 seconds", "0", "0.000999", "86400.001", "-1", "P2D"),
                bad("connect-timeout", seconds, "fast", "", "1,5", "10 s", "1e400", "0.0000000001", "P", "NaN"),
                bad("health-check-timeout", "between 0.001 and 86400 seconds", "0", "86401", "PT-1S"),
                bad("health-check-interval", "between 0 and 86400 seconds", "-0.001", "86400.001"),
                bad("retry-backoff-factor", "between 0 and 20 seconds", "-0.5", "20.001"),
                bad(
                        "token-expiry-buffer-ms",
                        "a whole number between 0 and 1500000",
                        "-1",
                        "1500001",
                        "0.5",
                        "",
                        "60s",
                        "9999999999"),
                bad(
                        "max-connections",
                        "a whole number between 1 and 10000",
                        "0",
                        "10001",
                        "-1",
                        "many",
                        "0x10",
                        "1_000"),
                bad("max-response-bytes", "a whole number between 1024 and 268435456", "1023", "268435457", "16M"),
                bad("max-concurrent-requests", "a whole number between 0 and 10000", "-1", "10001", "one"),
                bad("max-queued-requests", "a whole number between 0 and 1000000", "-1", "1000001", ""),
                bad("retry-budget", "a whole number between 0 and 1000", "-1", "1001", "20%"),
                bad("circuit-breaker", "true or false", "half"),
                bad("circuit-breaker-delay", "between 0.001 and 86400 seconds", "0"),
                bad("circuit-breaker-failure-ratio", "a number between 0.01 and 1.0", "0", "1.01", "0,5", "NaN"),
                bad("circuit-breaker-request-volume-threshold", "a whole number between 1 and 10000", "0", "10001"),
                bad("health-check", "token or models", "", "TOKEN", "generate"),
                bad("profanity-check", "true or false", "", "maybe", "2"),
                bad("allow-plain-http", "true or false", "si"));
    }

    @ParameterizedTest
    @MethodSource("goodValues")
    void aValueAtItsBoundIsTaken(
            String setting, String text, Function<GigaChatSettings, Object> read, Object expected) {
        assertThat(read.apply(Configs.with(setting, text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void aValueBeyondItsBoundIsToldWithKeyVariableBoundAndValue(String setting, String bound, String[] texts) {
        String variable = "GIGACHAT_" + setting.replace('-', '_').toUpperCase(Locale.ROOT);
        for (String text : texts) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Configs.with(setting, text))
                    .withMessage(
                            "gigachat." + setting + " (" + variable + ") must be " + bound + ", was \"" + text + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"true,true", "1,true", "YES,true", "On,true", "false,false", "0,false", "no,false", " OFF ,false"})
    void aSwitchMayBeWrittenInTheUsualWays(String text, boolean expected) {
        assertThat(Configs.with("profanity-check", text).profanityCheck()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ru-RU", "ar-EG"})
    void theLanguageOfTheMachineChangesNothing(String language) {
        InLocale.run(language, () -> {
            assertThat(Configs.with("connect-timeout", "pt1.5s").connectTimeout())
                    .isEqualTo(Duration.ofMillis(1500));
            assertThat(Configs.with("connect-timeout", "1.5").connectTimeout()).isEqualTo(Duration.ofMillis(1500));
            assertThat(Configs.with("profanity-check", "TRUE").profanityCheck()).isTrue();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Configs.with("health-check-timeout", "0.0009"))
                    .withMessageContaining("GIGACHAT_HEALTH_CHECK_TIMEOUT")
                    .withMessageContaining("between 0.001 and 86400 seconds");
        });
    }

    @Test
    void aValueThatIsMuchTooLongDoesNotDrownTheMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.with("max-connections", "x".repeat(10_000) + "\n"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("\n"));
    }

    private static Arguments good(
            String setting, String text, Function<GigaChatSettings, Object> read, Object expected) {
        return Arguments.of(setting, text, read, expected);
    }

    private static Arguments bad(String setting, String bound, String... texts) {
        return Arguments.of(setting, bound, texts);
    }
}
