package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token request that never ends does not take the provider away for ever. */
class EndlessFlightTest {
    private final CacheFixture fixture = new CacheFixture();

    @ParameterizedTest
    @EnumSource
    void callersJoinAFlightUpToItsLimit(CallerKind kind) {
        kind.call(fixture.cache);
        fixture.clock.advance(CacheFixture.FLIGHT_LIMIT);

        kind.call(fixture.cache);

        assertThat(fixture.executor.given()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void beyondItsLimitTheNextCallersStartAnotherFlightTogether(CallerKind kind) {
        kind.call(fixture.cache);
        fixture.executor.take();
        overdue();

        Caller next = kind.call(fixture.cache);
        Caller afterNext = kind.call(fixture.cache);
        assertThat(fixture.executor.given()).isEqualTo(2);
        fixture.executor.runNext();

        assertThat(next.token().value()).isEqualTo("token-1");
        assertThat(afterNext.token()).isSameAs(next.token());
    }

    @ParameterizedTest
    @EnumSource
    void aFlightThatLandsAfterItsSuccessorServesItsOwnCallersAndReplacesNothing(CallerKind kind) {
        Caller first = kind.call(fixture.cache);
        Runnable late = fixture.executor.take();
        overdue();
        Caller second = kind.call(fixture.cache);
        fixture.executor.runNext();

        late.run();

        assertThat(first.token().value()).isEqualTo("token-2");
        assertThat(kind.call(fixture.cache).token()).isSameAs(second.token());
        assertThat(fixture.cache.recentValues()).containsExactly("token-2", "token-1");
    }

    @ParameterizedTest
    @EnumSource
    void aFlightThatFailsWhileItsSuccessorFliesFailsItsOwnCallersOnly(CallerKind kind) {
        fixture.source.thenFail(CacheFixture.unavailable("too late", null));
        Caller first = kind.call(fixture.cache);
        Runnable late = fixture.executor.take();
        overdue();
        Caller second = kind.call(fixture.cache);

        late.run();
        Caller third = kind.call(fixture.cache);
        assertThat(fixture.executor.given()).isEqualTo(2);
        fixture.executor.runNext();

        assertThat(first.failure()).hasMessage("too late");
        assertThat(second.token().value()).isEqualTo("token-2");
        assertThat(third.token()).isSameAs(second.token());
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessRefreshIsTriedAgainWhileTheTokenIsServed(CallerKind kind) {
        Duration limit = Duration.ofSeconds(20);
        TokenTiming timing = new TokenTiming(CacheFixture.BUFFER, limit, () -> 0.0);
        TokenCache cache = new TokenCache("sales", fixture.source, timing, fixture.clock, fixture.executor, null);
        Caller caller = kind.call(cache);
        fixture.executor.runNext();
        fixture.advanceToRefresh();
        kind.call(cache);
        fixture.executor.take();

        fixture.clock.advance(limit.plusMillis(1));
        assertThat(kind.call(cache).token()).isSameAs(caller.token());
        fixture.executor.runNext();

        assertThat(kind.call(cache).token().value()).isEqualTo("token-2");
    }

    private void overdue() {
        fixture.clock.advance(CacheFixture.FLIGHT_LIMIT.plusMillis(1));
    }
}
