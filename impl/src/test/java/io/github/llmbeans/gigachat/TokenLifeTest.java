package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.ExpiresAtUnit;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of an access token as a user of the provider sees it: by counting token requests. */
@Tag("engine")
class TokenLifeTest {
    @Test
    void oneTokenServesManyCalls() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            for (int i = 0; i < 10; i++) {
                provider.generate("Hello");
            }
            assertThat(simulator.tokenRequests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(ExpiresAtUnit.class)
    void anExpiredTokenIsReplacedBeforeTheRequestWhateverTheUnitOfItsEnd(ExpiresAtUnit unit) {
        MovingClock clock = new MovingClock();
        try (GigaChatSimulator simulator = GigaChatSimulator.builder()
                        .clock(clock)
                        .expiresAtUnit(unit)
                        .start();
                GigaChatProvider provider = GigaChatProvider.builder(
                                Simulated.config(simulator).build())
                        .clock(clock)
                        .build()) {
            provider.generate("Hello");
            clock.move(Duration.ofMinutes(31));
            provider.generate("Hello");

            assertThat(simulator.tokenRequests()).hasSize(2);
            assertThat(simulator.completionRequests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-7200, 7200})
    void aLocalClockThatIsHoursOffCostsNoExtraTokenRequests(long secondsOff) {
        MovingClock serverClock = new MovingClock();
        MovingClock localClock = new MovingClock();
        localClock.move(Duration.ofSeconds(secondsOff));
        try (GigaChatSimulator simulator =
                        GigaChatSimulator.builder().clock(serverClock).start();
                GigaChatProvider provider = GigaChatProvider.builder(
                                Simulated.config(simulator).build())
                        .clock(localClock)
                        .build()) {
            for (int i = 0; i < 5; i++) {
                provider.generate("Hello");
            }
            assertThat(simulator.tokenRequests()).hasSize(1);

            serverClock.move(Duration.ofMinutes(31));
            localClock.move(Duration.ofMinutes(31));
            provider.generate("Hello");
            assertThat(simulator.tokenRequests()).hasSize(2);
            assertThat(simulator.completionRequests()).hasSize(6);
        }
    }

    @Test
    void aTokenThatExpiresOnTheWayIsReplacedOnceAndTheRequestRepeatedOnce() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            simulator.script(Endpoint.COMPLETIONS, WireErrors.tokenExpired());

            assertThat(provider.generate("Hello")).contains("Hello");
            assertThat(simulator.tokenRequests()).hasSize(2);
            assertThat(simulator.completionRequests()).hasSize(2);
            assertThat(simulator.completionRequests().get(0).header("Authorization"))
                    .isNotEqualTo(simulator.completionRequests().get(1).header("Authorization"));
        }
    }

    @Test
    void aRepeated401IsOneRefreshOneRepeatAndThenAnAuthenticationException() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            simulator.always(Endpoint.COMPLETIONS, WireErrors.unauthorized());

            assertThatThrownBy(() -> provider.generate("Hello"))
                    .isInstanceOfSatisfying(AuthenticationException.class, e -> {
                        assertThat(e.status()).hasValue(401);
                        assertThat(e.retryable()).isFalse();
                        assertThat(e).hasMessageContaining("gigachat.credentials (GIGACHAT_CREDENTIALS)");
                    });
            assertThat(simulator.tokenRequests()).hasSize(2);
            assertThat(simulator.completionRequests()).hasSize(2);
        }
    }

    @Test
    void twoProvidersWithTheSameKeyShareNoToken() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider one = Simulated.provider(simulator);
                GigaChatProvider other = Simulated.provider(simulator)) {
            one.generate("Hello");
            other.generate("Hello");

            assertThat(simulator.tokenRequests()).hasSize(2);
        }
    }

    @Test
    void aReadyTokenNeedsNoTokenRequestAndARejectedOneSaysWhatToSet() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start()) {
            ProviderConfig config = ProviderConfig.builder("gigachat")
                    .baseUrl(simulator.baseUrl())
                    .authUrl(simulator.authUrl())
                    .option("access-token", "unknown-token")
                    .build();
            try (GigaChatProvider provider = new GigaChatProvider(config)) {
                assertThatThrownBy(() -> provider.generate("Hello"))
                        .isInstanceOf(AuthenticationException.class)
                        .hasMessageContaining("gigachat.access-token (GIGACHAT_ACCESS_TOKEN)")
                        .hasMessageNotContaining("unknown-token");
            }
            assertThat(simulator.tokenRequests()).isEmpty();
            assertThat(simulator.completionRequests()).hasSize(1);
        }
    }

    @Test
    void aRejectedReadyTokenFallsBackToTheKey() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = new GigaChatProvider(Simulated.config(simulator)
                        .option("access-token", "unknown-token")
                        .build())) {
            assertThat(provider.generate("Hello")).contains("Hello");
            assertThat(simulator.tokenRequests()).hasSize(1);
        }
    }

    /** A wall clock that moves only when told to. */
    static final class MovingClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
