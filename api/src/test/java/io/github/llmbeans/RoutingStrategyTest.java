package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In which order the members are asked, and what becomes of strategies that break. */
class RoutingStrategyTest {
    private final StubProvider a = new StubProvider("a");
    private final StubProvider b = new StubProvider("b");
    private final StubProvider c = new StubProvider("c");

    private Router router(RoutingStrategy strategy) {
        return new Router("main", strategy).addProvider(a).addProvider(b).addProvider(c);
    }

    private List<String> providers(Router router, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(i -> router.chat(ChatRequest.of("hi")).provider())
                .toList();
    }

    /** The members in the order in which they are asked while all fail. */
    private List<String> order(Router router) {
        List<String> asked = new ArrayList<>();
        for (StubProvider stub : List.of(a, b, c)) {
            stub.chat = request -> {
                asked.add(stub.info.name());
                throw StubProvider.failure(stub.info.name());
            };
        }
        catchThrowable(() -> router.generate("hi"));
        return asked;
    }

    @Test
    void roundRobinBeginsEachCallWithTheNextMember() {
        assertThat(providers(router(RoutingStrategy.ROUND_ROBIN), 7))
                .containsExactly("a", "b", "c", "a", "b", "c", "a");
    }

    @Test
    void roundRobinGoesOnInTheOrderOfAdding() {
        Router router = router(RoutingStrategy.ROUND_ROBIN);
        router.generate("hi");

        assertThat(order(router)).containsExactly("b", "c", "a");
        assertThat(order(router)).containsExactly("c", "a", "b");
    }

    @Test
    void roundRobinLeavesOutWhoIsPassedOverAndSharesItsTurnsEvenly() {
        Router router = router(RoutingStrategy.ROUND_ROBIN);
        a.failsWith(new RateLimitException("full", Failure.of("a").withRetryAfter(java.time.Duration.ofHours(1))));
        router.generate("hi");

        assertThat(providers(router, 4)).containsExactly("c", "b", "c", "b");
    }

    @Test
    void twoRoutersWithOneStrategyShareNothing() {
        Router first = router(RoutingStrategy.ROUND_ROBIN);
        Router second = router(RoutingStrategy.ROUND_ROBIN);
        providers(first, 2);

        assertThat(providers(second, 2)).containsExactly("a", "b");
        assertThat(providers(first, 1)).containsExactly("c");
    }

    @Test
    void roundRobinSharesCallsOfManyThreadsEvenly() throws InterruptedException {
        Router router = router(RoutingStrategy.ROUND_ROBIN);
        ExecutorService pool = Executors.newFixedThreadPool(6);
        CountDownLatch go = new CountDownLatch(1);
        for (int t = 0; t < 6; t++) {
            pool.execute(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                providers(router, 500);
            });
        }
        go.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(List.of(a, b, c))
                .allSatisfy(member -> assertThat(member.requests).hasSize(1000));
        assertThat(router.metrics().values())
                .allSatisfy(figures -> assertThat(figures.calls().answered()).isEqualTo(1000));
    }

    @Test
    void randomOrdersComeFromTheRandomnessThatIsGiven() {
        Router one = router(RoutingStrategy.random(new Random(42)));
        Router other = router(RoutingStrategy.random(new Random(42)));

        assertThat(providers(one, 50)).isEqualTo(providers(other, 50)).contains("a", "b", "c");
    }

    @Test
    void everyRandomOrderIsAsLikelyAsAnother() {
        Router router = router(RoutingStrategy.random(new Random(7)));
        int[] firsts = new int[3];
        for (int i = 0; i < 3_000; i++) {
            firsts["abc".indexOf(router.chat(ChatRequest.of("hi")).provider())]++;
        }
        assertThat(Arrays.stream(firsts)).allSatisfy(times -> assertThat(times).isBetween(900, 1100));
        assertThat(order(router(RoutingStrategy.RANDOM))).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aStrategySeesTheCallAndItsMembers() {
        List<RoutingCall> seen = new ArrayList<>();
        Router router = router(call -> {
            seen.add(call);
            return call.members();
        });
        ChatRequest request = ChatRequest.of("a secret");
        router.chat(request);
        router.chatAsync(request)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();

        assertThat(seen).extracting(RoutingCall::number).containsExactly(0L, 1L);
        assertThat(seen.get(0).request()).isSameAs(request);
        assertThat(seen.get(0).toString()).doesNotContain("secret").contains("[a, b, c]");
        RoutingMember member = seen.get(1).members().get(0);
        assertThat(member.name()).isEqualTo("a");
        assertThat(member.info()).isEqualTo(a.info());
        assertThat(member.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(member.available()).isTrue();
        assertThat(member.metrics().calls().answered()).isEqualTo(2);
    }

    @Test
    void whatAMemberSaysDoesNotChangeWhileItIsSortedBy() {
        Router router = router(call -> {
            RoutingMember first = call.members().get(0);
            ProviderMetrics before = first.metrics();
            a.chat(ChatRequest.of("elsewhere"));
            assertThat(first.metrics()).isSameAs(before);
            assertThat(call.members()).isUnmodifiable();
            return List.of(call.members().get(2), call.members().get(0));
        });

        assertThat(router.chat(ChatRequest.of("hi")).provider()).isEqualTo("c");
    }

    @Test
    void membersThatAreLeftOutAreNotAskedAndOneThatStandsTwiceIsAskedOnce() {
        Router router = router(call -> {
            RoutingMember last = call.members().get(2);
            return List.of(last, call.members().get(0), last);
        });

        assertThat(order(router)).containsExactly("c", "a");
    }

    @Test
    void aStrategyThatChoosesNobodyFailsTheCall() {
        Router router = router(call -> List.of());

        ProviderUnavailableException none =
                catchThrowableOfType(ProviderUnavailableException.class, () -> router.generate("hi"));

        assertThat(none).hasMessage("The strategy of router 'main' has chosen none of 3 providers; nothing was sent");
        assertThat(none.attempts()).isZero();
        assertThat(none.provider()).isEqualTo("main");
        assertThat(none.retryable()).isTrue();
        assertThat(router.chatAsync(ChatRequest.of("hi")).toCompletableFuture()).isCompletedExceptionally();
        assertThat(a.requests).isEmpty();
    }

    static Stream<RoutingStrategy> broken() {
        List<RoutingMember> kept = new ArrayList<>();
        return Stream.of(
                call -> {
                    throw new IllegalStateException("a secret");
                },
                call -> null,
                call -> Arrays.asList(call.members().get(0), null),
                call -> {
                    if (kept.isEmpty()) {
                        new Router("other", inner -> {
                                    kept.addAll(inner.members());
                                    return inner.members();
                                })
                                .addProvider(new StubProvider("a"))
                                .generate("hi");
                    }
                    return kept;
                },
                call -> {
                    throw new NoClassDefFoundError();
                },
                new RoutingStrategy() {
                    @Override
                    public List<RoutingMember> order(RoutingCall call) {
                        return call.members();
                    }

                    @Override
                    public boolean healthChecks() {
                        throw new IllegalStateException();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aStrategyThatBreaksCostsNoCallAndIsToldOnce(RoutingStrategy broken) {
        Router router = router(broken);
        try (LogCapture log = new LogCapture()) {
            assertThat(providers(router, 3)).containsExactly("a", "a", "a");
            assertThat(router.chatAsync(ChatRequest.of("hi"))
                            .toCompletableFuture()
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join()
                            .provider())
                    .isEqualTo("a");

            assertThat(log.lines(Level.WARNING))
                    .singleElement()
                    .asString()
                    .startsWith("The strategy of router 'main' has failed with java.lang.")
                    .endsWith("; the providers are asked in the order in which they were added")
                    .doesNotContain("secret");
        }
    }

    @Test
    void strategiesHaveTheNamesOfTheConfiguration() {
        assertThat(RoutingStrategy.named("ordered")).isSameAs(RoutingStrategy.ORDERED);
        assertThat(RoutingStrategy.named("round-robin")).isSameAs(RoutingStrategy.ROUND_ROBIN);
        assertThat(RoutingStrategy.named("random")).isSameAs(RoutingStrategy.RANDOM);
        assertThat(RoutingStrategy.named("first-available")).isSameAs(RoutingStrategy.FIRST_AVAILABLE);
        assertThat(RoutingStrategy.named("best-available")).isSameAs(RoutingStrategy.BEST_AVAILABLE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingStrategy.named("Random"))
                .withMessage("strategy must be one of [ordered, round-robin, random, first-available, best-available],"
                        + " was \"Random\"");
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Router("main", null))
                .withMessage("strategy must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> RoutingStrategy.random(null))
                .withMessage("randomness must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> RoutingStrategy.named(null))
                .withMessage("strategy must not be null");
    }
}
