package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which tokens a server might still send back, and so must be masked. */
class RecentTokensTest {
    private final CacheFixture fixture = new CacheFixture();

    @Test
    void anEmptyCacheKnowsNone() {
        assertThat(fixture.cache.recentValues()).isEmpty();
    }

    @Test
    void aReadyTokenIsKnownFromTheStart() {
        TokenCache cache = fixture.cache(fixture.executor, AccessToken.ready("ready", 0));

        assertThat(cache.recentValues()).containsExactly("ready");
    }

    @Test
    void aRejectedTokenIsStillKnownSoThatTheAnswerThatRejectsItCanBeMasked() {
        fixture.cache.reject(fixture.obtain());

        assertThat(fixture.cache.recentValues()).containsExactly("token-1");
    }

    @Test
    void theLatestThreeAreKnownNewestFirst() {
        for (int i = 0; i < 5; i++) {
            fixture.cache.reject(fixture.obtain());
        }

        assertThat(fixture.cache.recentValues()).containsExactly("token-5", "token-4", "token-3");
    }

    @Test
    void aTokenGivenTwiceIsKnownOnce() {
        fixture.cache.reject(fixture.obtain());
        fixture.source.then(() -> fixture.source.grant("token-1", ScriptedSource.LIFETIME));
        fixture.obtain();

        assertThat(fixture.cache.recentValues()).containsExactly("token-1");
    }

    @Test
    void theCacheItselfShowsNoToken() {
        fixture.obtain();

        assertThat(fixture.cache.toString()).doesNotContain("token-1");
    }
}
