package io.github.llmbeans.gigachat.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** GigaChat wants a random UUID on every request. */
class RequestIdsTest {
    private static final int THREADS = 8;
    private static final int EACH = 5_000;

    @Test
    void everyOneIsARandomUuid() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> UUID.fromString(RequestIds.next())))
                .allSatisfy(id -> {
                    assertThat(id.version()).isEqualTo(4);
                    assertThat(id.variant()).isEqualTo(2);
                });
    }

    @Test
    void noOneIsGivenTwiceHoweverManyThreadsAsk() throws InterruptedException {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            threads.execute(() -> IntStream.range(0, EACH).forEach(n -> ids.add(RequestIds.next())));
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(ids).hasSize(THREADS * EACH);
    }

    @Test
    void everyBitThatIsFreeIsRandom() {
        long ones = 0;
        long all = -1;
        long leastOnes = 0;
        long leastAll = -1;
        for (int i = 0; i < 200; i++) {
            UUID id = UUID.fromString(RequestIds.next());
            ones |= id.getMostSignificantBits();
            all &= id.getMostSignificantBits();
            leastOnes |= id.getLeastSignificantBits();
            leastAll &= id.getLeastSignificantBits();
        }

        assertThat(ones & ~all).isEqualTo(0xFFFF_FFFF_FFFF_0FFFL);
        assertThat(leastOnes & ~leastAll).isEqualTo(0x3FFF_FFFF_FFFF_FFFFL);
    }
}
