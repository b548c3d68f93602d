package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a token is refreshed and when it ends, by the local clock. */
class TokenTimingTest {
    private static final Instant NOW = MutableClock.START;
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration BUFFER = Duration.ofSeconds(60);
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    @Test
    void theEndIsTakenAsMilliseconds() {
        assertThat(accept(NOW.plus(HALF_HOUR).toEpochMilli(), null).expiresAtMillis())
                .isEqualTo(NOW.plus(HALF_HOUR).toEpochMilli());
    }

    @Test
    void theEndIsTakenAsSecondsWhenItIsTooSmallForMilliseconds() {
        assertThat(accept(NOW.plus(HALF_HOUR).getEpochSecond(), null).expiresAtMillis())
                .isEqualTo(NOW.plus(HALF_HOUR).toEpochMilli());
    }

    @Test
    void secondsEndWhereMillisecondsOf1973Begin() {
        assertThat(accept(99_999_999_999L, null).expiresAtMillis()).isEqualTo(99_999_999_999_000L);
        assertThat(accept(100_000_000_000L, null).expiresAtMillis()).isEqualTo(100_000_000_000L);
    }

    @Test
    void anAnswerWithoutAnEndMeansTheDocumentedHalfHour() {
        assertThat(accept(null, NOW.plusSeconds(3600)).expiresAtMillis())
                .isEqualTo(NOW.plus(HALF_HOUR).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(longs = {-7200, -2, 2, 7200})
    void theEndIsCorrectedByTheServersDateInBothDirections(long secondsOff) {
        Instant serverNow = NOW.plusSeconds(secondsOff);

        assertThat(accept(serverNow.plus(HALF_HOUR).toEpochMilli(), serverNow).expiresAtMillis())
                .isEqualTo(NOW.plus(HALF_HOUR).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1999, -1, 0, 1, 1999})
    void aDifferenceThatTheWholeSecondsOfADateExplainIsNoneAtAll(long millisOff) {
        assertThat(accept(NOW.plus(HALF_HOUR).toEpochMilli(), NOW.plusMillis(millisOff))
                        .expiresAtMillis())
                .isEqualTo(NOW.plus(HALF_HOUR).toEpochMilli());
    }

    @Test
    void aSlowAnswerIsNotTakenForAClockThatIsOff() {
        Instant asked = NOW.minusSeconds(20);
        Instant serverNow = asked.plusSeconds(1);
        long end = serverNow.plus(HALF_HOUR).toEpochMilli();

        AccessToken token = timing(BUFFER, () -> 0.0)
                .accept(new TokenGrant("t", end, serverNow), asked.toEpochMilli(), NOW.toEpochMilli());

        assertThat(token.expiresAtMillis()).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void aSlowAnswerOfAServerWhoseClockIsOffNeverMakesATokenLiveTooLong(long secondsOff) {
        Instant asked = NOW.minusSeconds(20);
        Instant serverNow = asked.plusSeconds(secondsOff);
        long end = serverNow.plus(HALF_HOUR).toEpochMilli();

        AccessToken token = timing(BUFFER, () -> 0.0)
                .accept(new TokenGrant("t", end, serverNow), asked.toEpochMilli(), NOW.toEpochMilli());

        assertThat(token.expiresAtMillis())
                .isBetween(
                        asked.plus(HALF_HOUR).minusSeconds(20).toEpochMilli(),
                        asked.plus(HALF_HOUR).toEpochMilli());
    }

    @Test
    void withoutChanceTheRefreshComesAheadByTheBuffer() {
        assertThat(ahead(BUFFER, HALF_HOUR, () -> 0.0)).isEqualTo(BUFFER);
    }

    @Test
    void chanceAddsLessThanATenthOfTheLifetime() {
        assertThat(ahead(BUFFER, HALF_HOUR, () -> ALMOST_ONE))
                .isBetween(BUFFER.plus(HALF_HOUR.dividedBy(10)).minusMillis(1), BUFFER.plus(HALF_HOUR.dividedBy(10)));
        assertThat(ahead(BUFFER, HALF_HOUR, () -> 0.5)).isEqualTo(BUFFER.plus(HALF_HOUR.dividedBy(20)));
    }

    @Test
    void aBufferOfMoreThanAFifthOfTheLifetimeIsCutToAFifth() {
        assertThat(ahead(BUFFER, Duration.ofSeconds(300), () -> 0.0)).isEqualTo(BUFFER);
        assertThat(ahead(BUFFER, Duration.ofSeconds(299), () -> 0.0)).isEqualTo(Duration.ofMillis(59_800));
        assertThat(ahead(Duration.ofHours(1), Duration.ofSeconds(10), () -> 0.0))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 1000, 60_000, 1_800_000, 86_400_000})
    void everyTokenIsUsedForMostOfItsLife(long lifetimeMillis) {
        Duration lifetime = Duration.ofMillis(lifetimeMillis);

        assertThat(ahead(Duration.ofMillis(1_500_000), lifetime, () -> ALMOST_ONE))
                .isLessThanOrEqualTo(lifetime.multipliedBy(3).dividedBy(10));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
    void anEndThatMakesNoSenseIsAnEndInThePast(long expiresAt) {
        assertThat(accept(expiresAt, null).usableAt(NOW.toEpochMilli())).isFalse();
    }

    @Test
    void anEndBeyondAllBoundsDoesNotOverflow() {
        assertThat(accept(Long.MAX_VALUE, NOW.minusSeconds(3600)).usableAt(NOW.toEpochMilli()))
                .isTrue();
    }

    @Test
    void neitherATokenNorAGrantShowsItsSecret() {
        TokenGrant grant = new TokenGrant("very-secret", 1L, NOW);

        assertThat(grant.toString()).doesNotContain("very-secret");
        assertThat(AccessToken.ready("very-secret", 0).toString()).doesNotContain("very-secret");
    }

    private static AccessToken accept(@Nullable Long expiresAt, @Nullable Instant serverTime) {
        return timing(BUFFER, () -> 0.0)
                .accept(new TokenGrant("t", expiresAt, serverTime), NOW.toEpochMilli(), NOW.toEpochMilli());
    }

    private static Duration ahead(Duration buffer, Duration lifetime, DoubleSupplier random) {
        AccessToken token = timing(buffer, random)
                .accept(
                        new TokenGrant("t", NOW.plus(lifetime).toEpochMilli(), null),
                        NOW.toEpochMilli(),
                        NOW.toEpochMilli());
        return Duration.ofMillis(token.expiresAtMillis() - token.refreshAtMillis());
    }

    private static TokenTiming timing(Duration buffer, DoubleSupplier random) {
        return new TokenTiming(buffer, random);
    }
}
