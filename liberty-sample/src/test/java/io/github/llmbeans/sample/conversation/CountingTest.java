package io.github.llmbeans.sample.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.TokenCount;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountingTest {
    private static final List<String> TEXTS = List.of("", "a", "ab", "abc");

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void whatTheProviderCountsIsTheCount() {
        List<TokenCount> counts = List.of(count(0), count(7), count(8), count(9));
        assertThat(counting(texts -> counts).countTokens(TEXTS)).isEqualTo(counts);
    }

    @Test
    void whereTheProviderCannotCountThereIsOneTokenForTwoCharactersBegun() {
        BaseProvider llm = new Stub(Set.of(), texts -> {
            throw new AssertionError("must not be asked");
        });
        assertThat(estimates(new Counting(llm, executor, Duration.ofMinutes(1))))
                .containsExactly(0, 1, 1, 2);
    }

    @Test
    void aFailureOfCountingIsAnEstimate() {
        assertThat(estimates(counting(texts -> {
                    throw new ProviderUnavailableException("down", Failure.of("stub"));
                })))
                .containsExactly(0, 1, 1, 2);
        assertThat(estimates(counting(texts -> {
                    throw new IllegalStateException("closed");
                })))
                .containsExactly(0, 1, 1, 2);
    }

    @Test
    void tooFewCountsAreNone() {
        assertThat(estimates(counting(texts -> List.of(count(7))))).containsExactly(0, 1, 1, 2);
    }

    @Test
    void countingThatTakesTooLongIsInterruptedAndEstimated() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        BaseProvider llm = new Stub(Set.of(Capability.TOKEN_COUNT), texts -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return List.of();
        });
        assertThat(estimates(new Counting(llm, executor, Duration.ofMillis(1)))).containsExactly(0, 1, 1, 2);
        interrupted.await();
    }

    @Test
    void anExecutorThatIsShutDownIsAnEstimateToo() {
        executor.shutdown();
        assertThat(estimates(counting(texts -> List.of()))).containsExactly(0, 1, 1, 2);
    }

    @Test
    void itCountsWhateverTheProviderDeclaresAndIsTheSameProviderOtherwise() {
        ProviderInfo info =
                new Counting(new Stub(Set.of(), texts -> List.of()), executor, Duration.ofMinutes(1)).info();
        assertThat(info.capabilities()).containsExactly(Capability.TOKEN_COUNT);
        assertThat(info.name()).isEqualTo("stub");
        assertThat(info.model()).isEqualTo("none");
    }

    private Counting counting(Count count) {
        return new Counting(new Stub(Set.of(Capability.TOKEN_COUNT), count), executor, Duration.ofMinutes(1));
    }

    private static List<Integer> estimates(Counting counting) {
        return counting.countTokens(TEXTS).stream().map(TokenCount::tokens).toList();
    }

    private static TokenCount count(int tokens) {
        return new TokenCount(tokens, tokens);
    }

    private interface Count {
        List<TokenCount> count(List<String> texts);
    }

    private record Stub(Set<Capability> capabilities, Count count) implements BaseProvider {
        @Override
        public ProviderInfo info() {
            return new ProviderInfo("stub", "none", capabilities);
        }

        @Override
        public List<TokenCount> countTokens(List<String> texts) {
            return count.count(texts);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            throw new AssertionError("must not be asked");
        }

        @Override
        public boolean healthCheck() {
            return true;
        }

        @Override
        public void close() {}
    }
}
