package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a 401 of the API does to the cached token, and what it does not. */
class RejectionTest {
    private static final int CALLERS = 20;

    private final CacheFixture fixture = new CacheFixture();
    private AccessToken first;

    @BeforeEach
    void obtainAToken() {
        first = fixture.obtain();
    }

    @ParameterizedTest
    @EnumSource
    void aRejectedTokenIsNotServedAgain(CallerKind kind) {
        fixture.cache.reject(first);

        Caller caller = kind.call(fixture.cache);
        assertThat(caller.done()).isFalse();
        fixture.executor.runNext();

        assertThat(caller.token().value()).isEqualTo("token-2");
    }

    @Test
    void rejectingATokenSendsNothingByItself() {
        fixture.cache.reject(first);

        assertThat(fixture.executor.given()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aLateRejectionOfAnOldTokenDoesNotThrowAwayTheNewOne(CallerKind kind) {
        fixture.cache.reject(first);
        Caller caller = kind.call(fixture.cache);
        fixture.executor.runNext();
        AccessToken second = caller.token();

        fixture.cache.reject(first);

        assertThat(kind.call(fixture.cache).token()).isSameAs(second);
        assertThat(fixture.source.fetches()).isEqualTo(2);
    }

    @Test
    void manyRejectionsOfOneTokenCostOneFetch() {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            fixture.cache.reject(first);
            callers.add(CallerKind.values()[i % 2].call(fixture.cache));
        }
        fixture.executor.runNext();
        for (int i = 0; i < CALLERS; i++) {
            fixture.cache.reject(first);
            callers.add(CallerKind.values()[i % 2].call(fixture.cache));
        }

        AccessToken second = callers.get(0).token();
        assertThat(callers).allSatisfy(caller -> assertThat(caller.token()).isSameAs(second));
        assertThat(fixture.executor.given()).isEqualTo(2);
        assertThat(fixture.source.fetches()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenRejectedDuringItsRefreshIsReplacedByThatRefresh(CallerKind kind) {
        fixture.advanceToRefresh();
        assertThat(kind.call(fixture.cache).token()).isSameAs(first);

        fixture.cache.reject(first);
        Caller caller = kind.call(fixture.cache);
        assertThat(caller.done()).isFalse();
        fixture.executor.runNext();

        assertThat(caller.token().value()).isEqualTo("token-2");
        assertThat(fixture.executor.given()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenRejectedDuringARefreshThatFailsMeansAFetchForTheNextCaller(CallerKind kind) {
        fixture.source.thenFail(CacheFixture.unavailable("down", null));
        fixture.advanceToRefresh();
        kind.call(fixture.cache);
        fixture.cache.reject(first);
        fixture.executor.runNext();

        Caller next = kind.call(fixture.cache);
        fixture.executor.runNext();

        assertThat(next.token().value()).isEqualTo("token-3");
    }

    @ParameterizedTest
    @EnumSource
    void theSameTokenGivenAgainAfterItsRejectionIsAnotherTokenForTheCache(CallerKind kind) {
        fixture.source.then(() -> fixture.source.grant(first.value(), ScriptedSource.LIFETIME));
        fixture.cache.reject(first);
        Caller caller = kind.call(fixture.cache);
        fixture.executor.runNext();
        AccessToken again = caller.token();
        assertThat(again.value()).isEqualTo(first.value());

        fixture.cache.reject(first);
        assertThat(kind.call(fixture.cache).token()).isSameAs(again);

        fixture.cache.reject(again);
        Caller third = kind.call(fixture.cache);
        fixture.executor.runNext();
        assertThat(third.token().value()).isEqualTo("token-3");
        assertThat(fixture.source.fetches()).isEqualTo(3);
    }
}
