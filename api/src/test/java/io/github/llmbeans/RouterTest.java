package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouterTest {
    private static final Failure FACTS = Failure.of("a");

    private final StubProvider a = new StubProvider("a");
    private final StubProvider b = new StubProvider("b");
    private final StubProvider c = new StubProvider("c");
    private final Router router = new Router("main");

    private Router all() {
        return router.addProvider(a).addProvider(b).addProvider(c);
    }

    @Test
    void theFirstProviderAnswersWhileItCan() {
        ChatRequest request = ChatRequest.of("hi");

        assertThat(all().chat(request).provider()).isEqualTo("a");
        assertThat(a.requests).containsExactly(request);
        assertThat(b.requests).isEmpty();
    }

    static Stream<ProviderException> failures() {
        return Stream.of(
                new ProviderException("x", FACTS),
                new AuthenticationException("x", FACTS),
                new InvalidRequestException("x", FACTS),
                new ProviderTimeoutException("x", FACTS),
                new ProviderUnavailableException("x", FACTS),
                new RateLimitException("x", FACTS),
                new UnsupportedCapabilityException("a", "seed", Capability.SEED));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverAProviderFailsWithTheNextOneIsAsked(ProviderException failure) {
        a.failsWith(failure);

        assertThat(all().generate("hi")).isEqualTo("from b");
        assertThat(c.requests).isEmpty();
    }

    @Test
    void theNextProvidersAreAskedInTheirOrder() {
        a.failsWith(StubProvider.failure("a"));
        b.failsWith(StubProvider.failure("b"));

        assertThat(all().generate("hi")).isEqualTo("from c");
        assertThat(a.requests).hasSize(1);
        assertThat(b.requests).hasSize(1);
    }

    @Test
    void whenAllFailTheLastFailureCarriesTheOthers() {
        ProviderException first = StubProvider.failure("a");
        ProviderException second = StubProvider.failure("b");
        ProviderException third = StubProvider.failure("c");
        a.failsWith(first);
        b.failsWith(second);
        c.failsWith(third);

        Throwable thrown = catchThrowable(() -> all().generate("hi"));

        assertThat(thrown).isSameAs(third);
        assertThat(thrown.getSuppressed()).containsExactly(first, second);
    }

    @Test
    void oneExceptionThatTwoProvidersShareDoesNotHideItself() {
        ProviderException shared = StubProvider.failure("a");
        a.failsWith(shared);
        b.failsWith(shared);

        assertThat(catchThrowable(() -> router.addProvider(a).addProvider(b).generate("hi")))
                .isSameAs(shared)
                .hasNoSuppressedExceptions();
    }

    @Test
    void anInterruptEndsTheCallWithoutAskingAnotherProvider() {
        ProviderException first = StubProvider.failure("a");
        ProviderException interrupt = new ProviderInterruptedException("given up", Failure.of("b"));
        a.failsWith(first);
        b.failsWith(interrupt);

        assertThat(catchThrowable(() -> all().generate("hi")))
                .isSameAs(interrupt)
                .hasSuppressedException(first);
        assertThat(c.requests).isEmpty();
    }

    @Test
    void aDefectEndsTheCallToo() {
        ArithmeticException defect = new ArithmeticException();
        a.failsWith(defect);

        assertThat(catchThrowable(() -> all().generate("hi"))).isSameAs(defect);
        assertThat(b.requests).isEmpty();
    }

    @Test
    void aCapabilityThatOnlyOneProviderHasIsFoundThere() {
        Router mixed = router.addProvider(new ScriptedProvider(Set.of())).addProvider(b);

        assertThat(mixed.generate("hi", GenerationParams.builder().seed(1).build()))
                .isEqualTo("from b");
    }

    @Test
    void withoutProvidersACallIsRefusedWithAHint() {
        assertThatIllegalStateException()
                .isThrownBy(() -> router.generate("hi"))
                .withMessage("Router 'main' has no providers; add one with addProvider");
    }

    @Test
    void aSecondProviderOfTheSameNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all().addProvider(new StubProvider("b")))
                .withMessage("provider must have a name of its own in router 'main', was 'b' again");
        assertThat(router.providers()).containsExactly(a, b, c);
    }

    @Test
    void aRouterCannotContainItselfButAnotherRouter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router.addProvider(router))
                .withMessage("provider must not be the router itself, was 'main'");

        a.failsWith(StubProvider.failure("a"));
        Router inner = new Router("inner").addProvider(a).addProvider(b);
        assertThat(router.addProvider(inner).addProvider(c).generate("hi")).isEqualTo("from b");
    }

    @Test
    void theListOfProvidersIsACopy() {
        assertThat(router.addProvider(a).providers()).containsExactly(a);
        assertThatCode(() -> router.providers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void providersCanBeAddedFromManyThreads() throws InterruptedException {
        int threads = 8;
        int names = 50;
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int t = 0; t < threads; t++) {
            pool.execute(() -> {
                await(go);
                for (int i = 0; i < names; i++) {
                    try {
                        router.addProvider(new StubProvider("p" + i));
                    } catch (IllegalArgumentException e) {
                        refused.incrementAndGet();
                    }
                }
            });
        }
        go.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(router.providers())
                .hasSize(names)
                .extracting(member -> member.info().name())
                .doesNotHaveDuplicates();
        assertThat(refused).hasValue((threads - 1) * names);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Router(" "))
                .withMessage("name must not be blank, was \" \"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Router("main\nforged"))
                .withMessage("name must be one line of text, had U+000A at index 4");
        assertThatNullPointerException().isThrownBy(() -> new Router(null)).withMessage("name must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> router.addProvider(null))
                .withMessage("provider must not be null");
        assertThatNullPointerException().isThrownBy(() -> router.chat(null)).withMessage("request must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> router.chatAsync(null))
                .withMessage("request must not be null");
    }
}
