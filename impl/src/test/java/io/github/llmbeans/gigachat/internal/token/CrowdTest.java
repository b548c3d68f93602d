package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads at the same instant, many times over: landing and joining never make a second request. */
class CrowdTest {
    private static final int THREADS = 6;
    private static final int ROUNDS = 4_000;

    private final ExecutorService crowd = Executors.newFixedThreadPool(THREADS);
    private final ExecutorService flights = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        crowd.shutdownNow();
        flights.shutdownNow();
    }

    @Test
    void aColdCacheCostsOneFetchHoweverTheCallersMeet() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CacheFixture fixture = new CacheFixture();
            TokenCache cache = fixture.cache(flights);

            List<AccessToken> tokens = together(number -> number % 2 == 0
                    ? cache.get(CacheFixture.patient())
                    : cache.getAsync().get(30, TimeUnit.SECONDS));

            assertThat(fixture.source.fetches())
                    .as("fetches in round %s", round)
                    .isEqualTo(1);
            assertThat(tokens).allMatch(token -> token == tokens.get(0));
        }
    }

    @Test
    void manyRejectionsOfOneTokenCostOneFetchHoweverTheCallersMeet() throws Exception {
        CacheFixture fixture = new CacheFixture();
        TokenCache cache = fixture.cache(flights);
        for (int round = 1; round <= ROUNDS; round++) {
            AccessToken used = cache.get(CacheFixture.patient());

            List<AccessToken> tokens = together(number -> {
                cache.reject(used);
                return cache.get(CacheFixture.patient());
            });

            assertThat(fixture.source.fetches())
                    .as("fetches in round %s", round)
                    .isEqualTo(round + 1);
            assertThat(tokens).allMatch(token -> token != used && token == tokens.get(0));
        }
    }

    @Test
    void aFailedRefreshIsNotRepeatedHoweverTheCallersMeet() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CacheFixture fixture = new CacheFixture();
            TokenCache cache = fixture.cache(flights);
            AccessToken first = cache.get(CacheFixture.patient());
            fixture.source.thenFail(CacheFixture.unavailable("down", null));
            fixture.advanceToRefresh();

            List<AccessToken> tokens = together(number -> {
                AccessToken token = first;
                for (int i = 0; i < 20 && token == first; i++) {
                    token = cache.get(CacheFixture.patient());
                }
                return token;
            });

            assertThat(tokens).allMatch(token -> token == first);
            assertThat(fixture.source.fetches())
                    .as("fetches in round %s", round)
                    .isLessThanOrEqualTo(2);
        }
    }

    private List<AccessToken> together(Step step) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Callable<AccessToken>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            calls.add(() -> {
                start.await(30, TimeUnit.SECONDS);
                return step.call(number);
            });
        }
        List<AccessToken> tokens = new ArrayList<>();
        for (Future<AccessToken> call : crowd.invokeAll(calls)) {
            tokens.add(call.get());
        }
        return tokens;
    }

    private interface Step {
        AccessToken call(int number) throws Exception;
    }
}
