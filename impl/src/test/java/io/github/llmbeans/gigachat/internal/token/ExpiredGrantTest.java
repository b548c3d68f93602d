package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers of the token endpoint whose times are odd, as a caller meets them. */
class ExpiredGrantTest {
    private final CacheFixture fixture = new CacheFixture();

    @ParameterizedTest
    @EnumSource
    void aTokenThatHasAlreadyEndedIsAClearErrorAndNoLoop(CallerKind kind) {
        fixture.source.then(() -> new TokenGrant(
                "secret-token", MutableClock.START.minusSeconds(1).toEpochMilli(), MutableClock.START.minusSeconds(1)));
        Caller caller = kind.call(fixture.cache);
        fixture.executor.runNext();

        ProviderException failure = caller.failure();
        assertThat(failure)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("sales")
                .hasMessageContaining("already expired")
                .hasMessageContaining("clock")
                .hasMessageContaining("2026-11-22T12:00:00Z")
                .hasMessageContaining("2026-11-22T11:59:59Z")
                .hasMessageNotContaining("secret-token");
        assertThat(failure.retryable()).isFalse();
        fixture.executor.runAll();
        assertThat(fixture.source.fetches()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRefreshThatGivesAnEndedTokenLeavesThePresentOne(CallerKind kind) {
        AccessToken first = fixture.obtain();
        fixture.source.then(() -> fixture.source.grant("ended", Duration.ofSeconds(-1)));
        fixture.advanceToRefresh();
        kind.call(fixture.cache);
        fixture.executor.runNext();

        assertThat(kind.call(fixture.cache).token()).isSameAs(first);
        fixture.executor.runAll();
        assertThat(fixture.source.fetches()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithoutAnEndLivesForHalfAnHour(CallerKind kind) {
        fixture.source.then(() -> new TokenGrant("endless", null, null));
        fixture.obtain();

        fixture.clock.advance(Duration.ofMinutes(30).minusMillis(1));
        assertThat(kind.call(fixture.cache).token().value()).isEqualTo("endless");

        fixture.clock.advance(Duration.ofMillis(1));
        Caller caller = kind.call(fixture.cache);
        fixture.executor.runAll();
        assertThat(caller.token().value()).isEqualTo("token-2");
    }
}
