package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token is replaced before it ends, and nobody waits for that. */
class RefreshAheadTest {
    private final CacheFixture fixture = new CacheFixture();
    private AccessToken first;

    @BeforeEach
    void obtainAToken() {
        first = fixture.obtain();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenIsNotRefreshedBeforeItIsDue(CallerKind kind) {
        fixture.advanceToRefresh();
        fixture.clock.advance(Duration.ofMillis(-1));

        assertThat(kind.call(fixture.cache).token()).isSameAs(first);
        assertThat(fixture.executor.given()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aStillValidTokenIsServedWhileARefreshIsInFlight(CallerKind kind) {
        fixture.advanceToRefresh();

        for (int i = 0; i < 10; i++) {
            assertThat(kind.call(fixture.cache).token()).isSameAs(first);
        }

        assertThat(fixture.executor.given()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void afterTheRefreshTheNewTokenIsServed(CallerKind kind) {
        fixture.advanceToRefresh();
        kind.call(fixture.cache);

        fixture.executor.runNext();

        assertThat(kind.call(fixture.cache).token().value()).isEqualTo("token-2");
        assertThat(fixture.source.fetches()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredTokenIsNeverServed(CallerKind kind) {
        fixture.clock.advance(ScriptedSource.LIFETIME);

        Caller caller = kind.call(fixture.cache);
        assertThat(caller.done()).isFalse();

        fixture.executor.runNext();
        assertThat(caller.token().value()).isEqualTo("token-2");
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatExpiresDuringItsRefreshIsNotServedAndItsCallersJoinTheRefresh(CallerKind kind) {
        fixture.advanceToRefresh();
        kind.call(fixture.cache);
        fixture.clock.advance(CacheFixture.BUFFER);

        Caller late = kind.call(fixture.cache);
        assertThat(late.done()).isFalse();

        fixture.executor.runNext();
        assertThat(late.token().value()).isEqualTo("token-2");
        assertThat(fixture.executor.given()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aLifetimeShorterThanTheWindowDoesNotMeanARequestPerCall(CallerKind kind) {
        CacheFixture shortLived = new CacheFixture();
        Duration lifetime = CacheFixture.BUFFER.dividedBy(2);
        shortLived.source.then(() -> shortLived.source.grant("short", lifetime));
        shortLived.obtain();

        for (int i = 0; i < 10; i++) {
            assertThat(kind.call(shortLived.cache).token().value()).isEqualTo("short");
            shortLived.clock.advance(lifetime.dividedBy(20));
        }

        assertThat(shortLived.executor.given()).isEqualTo(1);
    }

    @Test
    void aReadyTokenIsServedForEverAndNeverRefreshedByItself() {
        AccessToken ready = AccessToken.ready("ready", fixture.clock.millis());
        ManualExecutor executor = new ManualExecutor();
        TokenCache cache = fixture.cache(executor, ready);

        fixture.clock.advance(Duration.ofDays(365));

        for (CallerKind kind : CallerKind.values()) {
            assertThat(kind.call(cache).token()).isSameAs(ready);
        }
        assertThat(executor.given()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRejectedReadyTokenIsReplacedByAFetchedOne(CallerKind kind) {
        AccessToken ready = AccessToken.ready("ready", fixture.clock.millis());
        ManualExecutor executor = new ManualExecutor();
        TokenCache cache = fixture.cache(executor, ready);

        cache.reject(ready);
        Caller caller = kind.call(cache);
        executor.runNext();

        assertThat(caller.token().value()).isEqualTo("token-2");
    }
}
