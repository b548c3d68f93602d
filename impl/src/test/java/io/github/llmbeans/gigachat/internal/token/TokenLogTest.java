package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.Failure;
import io.github.llmbeans.gigachat.internal.LogLines;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator reads about tokens: failures once, everything else at DEBUG, never a token. */
class TokenLogTest {
    private final LogLines log = new LogLines();
    private final CacheFixture fixture = new CacheFixture();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void anObtainedAndARejectedTokenAreDebugLines() {
        AccessToken token = fixture.obtain();
        fixture.cache.reject(token);
        fixture.cache.reject(token);

        assertThat(log.of(Level.FINE))
                .containsExactly(
                        "Provider 'sales' obtained an access token",
                        "Access token of provider 'sales' was rejected and dropped");
        assertThat(log.all()).hasSize(2).noneMatch(line -> line.contains(token.value()));
    }

    @Test
    void aFailedRefreshIsOneWarningThatSaysWhy() {
        fixture.obtain();
        fixture.source.thenFail(CacheFixture.unavailable("the token endpoint is down", null));
        fixture.advanceToRefresh();

        for (int i = 0; i < 5; i++) {
            CallerKind.ASYNC.call(fixture.cache);
            fixture.executor.runAll();
        }

        assertThat(log.of(Level.WARNING))
                .containsExactly("Provider 'sales' keeps its access token, an early refresh has failed: the token"
                        + " endpoint is down");
    }

    @Test
    void aWrongKeyIsOneWarningHoweverManyCallsItFails() {
        for (int i = 0; i < 5; i++) {
            failForTheKey();
        }

        assertThat(log.of(Level.WARNING)).containsExactly("No access token for provider 'sales': wrong key");
    }

    @Test
    void aKeyThatIsRevokedAgainAfterItWorkedIsAnotherWarning() {
        failForTheKey();
        fixture.cache.reject(fixture.obtain());
        failForTheKey();

        assertThat(log.of(Level.WARNING)).hasSize(2);
    }

    @Test
    void aFailureThatTheCallersAreToldIsNoLine() {
        fixture.source.thenFail(CacheFixture.unavailable("down", null));
        Caller caller = CallerKind.ASYNC.call(fixture.cache);
        fixture.executor.runNext();

        caller.failure();

        assertThat(log.all()).isEmpty();
    }

    private void failForTheKey() {
        fixture.source.thenFail(
                new AuthenticationException("wrong key", Failure.of("sales").withStatus(401)));
        Caller caller = CallerKind.ASYNC.call(fixture.cache);
        fixture.executor.runNext();
        caller.failure();
    }
}
