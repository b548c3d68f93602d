package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A local clock that is set back says nothing true about the end of a token any more. */
class SetBackClockTest {
    private final CacheFixture fixture = new CacheFixture();
    private AccessToken first;

    @BeforeEach
    void obtainAToken() {
        first = fixture.obtain();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenFromBeforeTheClockWasSetBackIsReplacedWhileItIsServed(CallerKind kind) {
        fixture.clock.advance(Duration.ofHours(-1));

        assertThat(kind.call(fixture.cache).token()).isSameAs(first);
        fixture.executor.runNext();

        assertThat(kind.call(fixture.cache).token().value()).isEqualTo("token-2");
        assertThat(fixture.executor.given()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aStepOfASecondIsNoReasonForARefresh(CallerKind kind) {
        fixture.clock.advance(Duration.ofSeconds(-1));

        assertThat(kind.call(fixture.cache).token()).isSameAs(first);
        assertThat(fixture.executor.given()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aPauseAfterAFailedRefreshEndsWhenTheClockIsSetBack(CallerKind kind) {
        fixture.source.thenFail(CacheFixture.unavailable("down", Duration.ofMinutes(1)));
        fixture.advanceToRefresh();
        kind.call(fixture.cache);
        fixture.executor.runNext();

        fixture.clock.advance(Duration.ofHours(-2));
        kind.call(fixture.cache);
        fixture.executor.runNext();

        assertThat(kind.call(fixture.cache).token().value()).isEqualTo("token-3");
    }

    @Test
    void aTokenFromBeforeTheClockWasSetBackProvesNothing() {
        fixture.clock.advance(Duration.ofHours(-1));

        Caller prover = Prover.start(fixture, Duration.ofMinutes(5));
        assertThat(prover.done()).isFalse();
        fixture.executor.runNext();

        prover.token();
        assertThat(fixture.source.fetches()).isEqualTo(2);
    }

    @Test
    void aReadyTokenDoesNotCareForTheClock() {
        AccessToken ready = AccessToken.ready("ready", fixture.clock.millis());
        ManualExecutor executor = new ManualExecutor();
        TokenCache cache = fixture.cache(executor, ready);

        fixture.clock.advance(Duration.ofDays(-365));

        assertThat(CallerKind.ASYNC.call(cache).token()).isSameAs(ready);
        assertThat(executor.given()).isZero();
    }
}
