package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A refresh ahead of time that fails harms nobody and is not tried again at once. */
class FailedRefreshTest {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int CALLS = 25;

    private final CacheFixture fixture = new CacheFixture();
    private AccessToken first;

    @BeforeEach
    void obtainAToken() {
        first = fixture.obtain();
    }

    @ParameterizedTest
    @EnumSource
    void theTokenIsServedAfterAFailedRefreshAndTheRefreshIsNotRepeatedOnEachCall(CallerKind kind) {
        failRefresh(kind, null);

        for (int i = 0; i < CALLS; i++) {
            assertThat(kind.call(fixture.cache).token()).isSameAs(first);
            fixture.executor.runAll();
        }

        assertThat(fixture.source.fetches()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void theRefreshIsRepeatedOnceThePauseIsOver(CallerKind kind) {
        failRefresh(kind, null);

        fixture.clock.advance(PAUSE.minusMillis(1));
        kind.call(fixture.cache);
        fixture.executor.runAll();
        assertThat(fixture.source.fetches()).isEqualTo(2);

        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(kind.call(fixture.cache).token()).isSameAs(first);
        fixture.executor.runAll();
        assertThat(fixture.source.fetches()).isEqualTo(3);
        assertThat(kind.call(fixture.cache).token().value()).isEqualTo("token-3");
    }

    @ParameterizedTest
    @EnumSource
    void theRefreshIsNotRepeatedBeforeTheServersRetryAfter(CallerKind kind) {
        Duration hint = Duration.ofSeconds(45);
        failRefresh(kind, hint);

        fixture.clock.advance(hint.minusMillis(1));
        assertThat(kind.call(fixture.cache).token()).isSameAs(first);
        fixture.executor.runAll();
        assertThat(fixture.source.fetches()).isEqualTo(2);

        fixture.clock.advance(Duration.ofMillis(1));
        kind.call(fixture.cache);
        fixture.executor.runAll();
        assertThat(fixture.source.fetches()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aShorterRetryAfterDoesNotShortenThePause(CallerKind kind) {
        failRefresh(kind, Duration.ofSeconds(1));

        fixture.clock.advance(PAUSE.minusMillis(1));
        kind.call(fixture.cache);
        fixture.executor.runAll();

        assertThat(fixture.source.fetches()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aFailedRefreshDoesNotDelayTheFetchOnceTheTokenHasEnded(CallerKind kind) {
        failRefresh(kind, Duration.ofHours(1));
        fixture.clock.advance(CacheFixture.BUFFER);

        Caller caller = kind.call(fixture.cache);
        fixture.executor.runNext();

        assertThat(caller.token().value()).isEqualTo("token-3");
    }

    @ParameterizedTest
    @EnumSource
    void aPauseEndsWithTheTokenItWasFor(CallerKind kind) {
        failRefresh(kind, Duration.ofDays(1));
        fixture.clock.advance(CacheFixture.BUFFER);
        Caller caller = kind.call(fixture.cache);
        fixture.executor.runNext();
        AccessToken second = caller.token();

        fixture.advanceToRefresh();

        assertThat(kind.call(fixture.cache).token()).isSameAs(second);
        fixture.executor.runNext();
        assertThat(kind.call(fixture.cache).token().value()).isEqualTo("token-4");
    }

    @ParameterizedTest
    @EnumSource
    void aRefreshThatGetsNoThreadIsAFailedRefreshToo(CallerKind kind) {
        fixture.advanceToRefresh();
        fixture.executor.refuseWith(new RejectedExecutionException("full"));
        assertThat(kind.call(fixture.cache).token()).isSameAs(first);

        fixture.executor.refuseWith(null);
        assertThat(kind.call(fixture.cache).token()).isSameAs(first);
        assertThat(fixture.executor.given()).isEqualTo(1);

        fixture.clock.advance(PAUSE);
        kind.call(fixture.cache);
        assertThat(fixture.executor.given()).isEqualTo(2);
    }

    private void failRefresh(CallerKind kind, @Nullable Duration retryAfter) {
        fixture.source.thenFail(CacheFixture.unavailable("down", retryAfter));
        fixture.advanceToRefresh();
        assertThat(kind.call(fixture.cache).token()).isSameAs(first);
        fixture.executor.runNext();
    }
}
