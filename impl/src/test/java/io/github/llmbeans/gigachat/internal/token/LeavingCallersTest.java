package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller that leaves takes nothing away from the others. */
class LeavingCallersTest {
    private final CacheFixture fixture = new CacheFixture();

    @ParameterizedTest
    @EnumSource
    void anInterruptedCallerLeavesAtOnceWithItsFlagSetAndTheOthersGetTheirToken(CallerKind otherKind) {
        Caller interrupted = CallerKind.BLOCKING.call(fixture.cache);
        Caller other = otherKind.call(fixture.cache);

        interrupted.interrupt();

        assertThat(interrupted.failure()).isExactlyInstanceOf(ProviderInterruptedException.class);
        assertThat(interrupted.leftWithFlag()).isTrue();
        assertThat(other.done()).isFalse();
        fixture.executor.runNext();
        assertThat(other.token().value()).isEqualTo("token-1");
        assertThat(fixture.executor.given()).isEqualTo(1);
    }

    @Test
    void anInterruptedCallerStillGetsATokenThatIsThereAndKeepsItsFlag() {
        AccessToken token = fixture.obtain();

        Thread.currentThread().interrupt();
        AccessToken served = fixture.cache.get(CacheFixture.patient());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(served).isSameAs(token);
    }

    @ParameterizedTest
    @EnumSource
    void anImpatientCallerLeavesAtItsDeadlineAndTheFlightGoesOn(CallerKind otherKind) {
        Caller impatient = Caller.blocking(() -> fixture.cache.get(Deadline.after(Duration.ofMillis(20))));

        ProviderException failure = impatient.failure();
        assertThat(failure)
                .isExactlyInstanceOf(ProviderTimeoutException.class)
                .hasMessageContaining("sales")
                .hasMessageContaining("0.02 s");

        Caller other = otherKind.call(fixture.cache);
        fixture.executor.runNext();
        assertThat(other.token().value()).isEqualTo("token-1");
        assertThat(fixture.executor.given()).isEqualTo(1);
    }

    @Test
    void aCallerWithoutAnyTimeLeftLeavesAtOnceAndStillGetsATokenThatIsThere() {
        Deadline over = Deadline.after(Duration.ZERO);
        assertThat(Caller.blocking(() -> fixture.cache.get(over)).failure())
                .isExactlyInstanceOf(ProviderTimeoutException.class);

        fixture.executor.runNext();

        assertThat(fixture.cache.get(over).value()).isEqualTo("token-1");
    }

    @ParameterizedTest
    @EnumSource
    void cancellingAFutureCancelsNobodyElse(CallerKind otherKind) {
        Caller cancelled = CallerKind.ASYNC.call(fixture.cache);
        Caller other = otherKind.call(fixture.cache);

        cancelled.cancel();

        assertThat(cancelled.done()).isTrue();
        assertThat(other.done()).isFalse();
        fixture.executor.runNext();
        assertThat(other.token().value()).isEqualTo("token-1");
        assertThat(CallerKind.ASYNC.call(fixture.cache).token()).isSameAs(other.token());
        assertThat(fixture.executor.given()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aClosedExecutorIsAClearErrorAndTheNextCallCanStartAgain(CallerKind kind) {
        RejectedExecutionException closed = new RejectedExecutionException("pool is shut down");
        fixture.executor.refuseWith(closed);

        ProviderException failure = kind.call(fixture.cache).failure();
        assertThat(failure)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("sales")
                .hasMessageContaining("closed")
                .hasRootCause(closed);

        fixture.executor.refuseWith(null);
        Caller next = kind.call(fixture.cache);
        fixture.executor.runNext();
        assertThat(next.token().value()).isEqualTo("token-1");
    }

    @ParameterizedTest
    @EnumSource
    void aMachineWithoutThreadsFailsTheCallAndTheNextCallCanStartAgain(CallerKind kind) {
        // The JVM throws an OutOfMemoryError; JUnit would end the whole run at the sight of one.
        Error noThread = new Error("unable to create native thread");
        fixture.executor.refuseWith(noThread);

        assertThat(kind.call(fixture.cache).failure())
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("unable to create native thread")
                .hasRootCause(noThread);

        fixture.executor.refuseWith(null);
        Caller next = kind.call(fixture.cache);
        fixture.executor.runNext();
        assertThat(next.token().value()).isEqualTo("token-1");
    }
}
