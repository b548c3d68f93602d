package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Any number of callers share one token request and its outcome. */
class SingleFlightTest {
    private static final int CALLERS = 20;

    private final CacheFixture fixture = new CacheFixture();

    @Test
    void nothingIsFetchedBeforeSomebodyAsks() {
        assertThat(fixture.executor.given()).isZero();
        assertThat(fixture.source.fetches()).isZero();
    }

    @Test
    void blockingAndAsynchronousCallersTogetherShareOneFetchAndOneToken() {
        List<Caller> callers = mixedCallers();
        assertThat(callers).noneMatch(Caller::done);

        fixture.executor.runNext();

        AccessToken first = callers.get(0).token();
        assertThat(first.value()).isEqualTo("token-1");
        assertThat(callers).allSatisfy(caller -> assertThat(caller.token()).isSameAs(first));
        assertThat(fixture.executor.given()).isEqualTo(1);
        assertThat(fixture.source.fetches()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void theNextCallerGetsTheSameTokenWithoutAFlight(CallerKind kind) {
        AccessToken token = fixture.obtain();

        assertThat(kind.call(fixture.cache).token()).isSameAs(token);
        assertThat(fixture.executor.given()).isEqualTo(1);
    }

    @Test
    void aFailureIsSharedAndEachCallerGetsAnExceptionOfItsOwnWithTheOriginalAsItsCause() {
        RateLimitException original = new RateLimitException(
                "too many token requests",
                Failure.of("sales")
                        .withStatus(429)
                        .withRetryAfter(Duration.ofSeconds(3))
                        .withRetryable(true));
        fixture.source.thenFail(original);
        List<Caller> callers = mixedCallers();

        fixture.executor.runNext();

        List<ProviderException> failures = callers.stream().map(Caller::failure).toList();
        assertThat(failures)
                .doesNotHaveDuplicates()
                .allSatisfy(failure -> assertThat(failure)
                        .isNotSameAs(original)
                        .isExactlyInstanceOf(RateLimitException.class)
                        .hasMessage(original.getMessage())
                        .hasCause(original)
                        .extracting(ProviderException::failure)
                        .isEqualTo(original.failure()));
        assertThat(fixture.source.fetches()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void afterASharedFailureTheNextCallerTriesAgain(CallerKind kind) {
        fixture.source.thenFail(CacheFixture.unavailable("down", null));
        Caller unlucky = kind.call(fixture.cache);
        fixture.executor.runNext();
        unlucky.failure();

        Caller next = kind.call(fixture.cache);
        fixture.executor.runNext();

        assertThat(next.token().value()).isEqualTo("token-2");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureOfAnotherKindArrivesAsAnExceptionOfTheContract(CallerKind kind) {
        IllegalStateException original = new IllegalStateException("engine is gone");
        fixture.source.thenFail(original);
        Caller caller = kind.call(fixture.cache);

        fixture.executor.runNext();

        assertThat(caller.failure())
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("sales")
                .hasCause(original);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInAFlightFailsItsCallersAndKeepsNobodyElseWaiting(CallerKind kind) {
        StackOverflowError original = new StackOverflowError();
        fixture.source.then(() -> {
            throw original;
        });
        Caller caller = kind.call(fixture.cache);
        fixture.executor.runNext();

        assertThat(caller.failure())
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("StackOverflowError")
                .hasMessageNotContaining("null")
                .hasCause(original);

        Caller next = kind.call(fixture.cache);
        fixture.executor.runNext();
        assertThat(next.token().value()).isEqualTo("token-2");
    }

    @Test
    void theStackTraceOfABlockingCallersFailureIsItsOwn() {
        fixture.source.thenFail(CacheFixture.unavailable("down", null));
        Caller caller = CallerKind.BLOCKING.call(fixture.cache);

        fixture.executor.runNext();

        assertThat(caller.failure().getStackTrace())
                .anySatisfy(frame -> assertThat(frame.getClassName()).isEqualTo(Caller.class.getName()));
    }

    @ParameterizedTest
    @EnumSource
    void whoJoinsAFlightThatRunsOutOfTimeHasTheTimeOfItsOwnForAnother(CallerKind kind) {
        fixture.source.thenFail(new ProviderTimeoutException("nothing within 30 s", Failure.of("sales")));
        Caller first = kind.call(fixture.cache);
        Caller second = kind.call(fixture.cache);

        fixture.executor.runNext();
        assertThat(first.failure()).isExactlyInstanceOf(ProviderTimeoutException.class);
        fixture.executor.awaitGiven(2);
        fixture.executor.runNext();

        assertThat(second.token().value()).isEqualTo("token-2");
        assertThat(fixture.source.fetches()).isEqualTo(2);
    }

    private List<Caller> mixedCallers() {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            CallerKind kind = i % 2 == 0 ? CallerKind.BLOCKING : CallerKind.ASYNC;
            callers.add(kind.call(fixture.cache));
        }
        return callers;
    }
}
