package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a health check takes as proof that the credentials are good. */
class ProveTest {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final CacheFixture fixture = new CacheFixture();

    @Test
    void withoutATokenTheProofIsATokenRequest() {
        Caller prover = Prover.start(fixture, INTERVAL);
        assertThat(prover.done()).isFalse();

        fixture.executor.runNext();

        prover.token();
        assertThat(fixture.source.fetches()).isEqualTo(1);
    }

    @Test
    void aTokenObtainedWithinTheIntervalIsProofEnough() {
        fixture.obtain();
        fixture.clock.advance(INTERVAL.minusMillis(1));

        Prover.start(fixture, INTERVAL).token();

        assertThat(fixture.executor.given()).isEqualTo(1);
    }

    @Test
    void anOlderTokenIsProvedAnewAndItsProofCountsForTheNextInterval() {
        fixture.obtain();
        fixture.clock.advance(INTERVAL);

        Caller prover = Prover.start(fixture, INTERVAL);
        fixture.executor.runNext();
        prover.token();
        fixture.clock.advance(INTERVAL.minusMillis(1));
        Prover.start(fixture, INTERVAL).token();

        assertThat(fixture.source.fetches()).isEqualTo(2);
    }

    @Test
    void theNewProofIsTheTokenOfTheNextCall() {
        fixture.obtain();
        fixture.clock.advance(INTERVAL);
        Prover.start(fixture, INTERVAL);
        fixture.executor.runNext();

        assertThat(fixture.cache.get(CacheFixture.patient()).value()).isEqualTo("token-2");
    }

    @Test
    void anIntervalOfZeroAsksEachTime() {
        fixture.obtain();

        for (int i = 0; i < 3; i++) {
            Caller prover = Prover.start(fixture, Duration.ZERO);
            fixture.executor.runNext();
            prover.token();
        }

        assertThat(fixture.source.fetches()).isEqualTo(4);
    }

    @Test
    void anExpiredTokenProvesNothingHoweverLongTheInterval() {
        fixture.obtain();
        fixture.clock.advance(ScriptedSource.LIFETIME);

        Caller prover = Prover.start(fixture, Duration.ofDays(1));
        assertThat(prover.done()).isFalse();
        fixture.executor.runNext();

        prover.token();
    }

    @Test
    void aRejectedTokenProvesNothing() {
        fixture.cache.reject(fixture.obtain());

        Caller prover = Prover.start(fixture, INTERVAL);
        assertThat(prover.done()).isFalse();
        fixture.executor.runNext();

        prover.token();
    }

    @Test
    void aProofJoinsTheRefreshThatIsInFlight() {
        fixture.obtain();
        fixture.advanceToRefresh();
        fixture.cache.get(CacheFixture.patient());

        Caller prover = Prover.start(fixture, INTERVAL);
        assertThat(prover.done()).isFalse();
        fixture.executor.runNext();

        prover.token();
        assertThat(fixture.executor.given()).isEqualTo(2);
    }

    @Test
    void callersAreServedTheOldTokenWhileAProofIsInFlight() {
        AccessToken first = fixture.obtain();
        fixture.clock.advance(INTERVAL);
        Prover.start(fixture, INTERVAL);

        for (CallerKind kind : CallerKind.values()) {
            assertThat(kind.call(fixture.cache).token()).isSameAs(first);
        }
    }

    @Test
    void aFailedProofFailsAndLeavesTheTokenToTheCallers() {
        AccessToken first = fixture.obtain();
        fixture.source.thenFail(
                new AuthenticationException("revoked", Failure.of("sales").withStatus(401)));
        fixture.clock.advance(INTERVAL);

        Caller prover = Prover.start(fixture, INTERVAL);
        fixture.executor.runNext();

        assertThat(prover.failure()).isExactlyInstanceOf(AuthenticationException.class);
        assertThat(fixture.cache.get(CacheFixture.patient())).isSameAs(first);
    }

    @Test
    void aFailedProofIsTriedAgainByTheNextProver() {
        fixture.obtain();
        fixture.source.thenFail(CacheFixture.unavailable("down", null));
        fixture.clock.advance(INTERVAL);
        Prover.start(fixture, INTERVAL);
        fixture.executor.runNext();

        Caller prover = Prover.start(fixture, INTERVAL);
        fixture.executor.runNext();

        prover.token();
    }

    @Test
    void aProofKeepsItsDeadline() {
        Caller prover = Prover.start(fixture.cache, INTERVAL, Deadline.after(Duration.ofMillis(20)));

        assertThat(prover.failure()).isExactlyInstanceOf(ProviderTimeoutException.class);
    }

    @Test
    void aReadyTokenCannotBeProvedAndIsBelieved() {
        ManualExecutor executor = new ManualExecutor();
        TokenCache cache = fixture.cache(executor, AccessToken.ready("ready", fixture.clock.millis()));
        fixture.clock.advance(Duration.ofDays(1));

        Prover.start(cache, Duration.ZERO, CacheFixture.patient()).token();

        assertThat(executor.given()).isZero();
    }
}
