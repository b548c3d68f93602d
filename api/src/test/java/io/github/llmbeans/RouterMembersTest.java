package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.internal.RecordingSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members come and go while calls run. */
@Timeout(60)
class RouterMembersTest {
    private static final ChatRequest HI = ChatRequest.of("hi");

    private final StubProvider a = new StubProvider("a");
    private final StubProvider b = new StubProvider("b");
    private final Router router = new Router("main").addProvider(a).addProvider(b);

    @Test
    void aMemberThatIsTakenOutIsGivenBackOpenAndAskedNoMore() {
        assertThat(router.removeProvider("a")).containsSame(a);

        assertThat(a.closes).hasValue(0);
        assertThat(router.providers()).containsExactly(b);
        assertThat(router.metrics()).containsOnlyKeys("b");
        assertThat(router.chat(HI).provider()).isEqualTo("b");
        assertThat(router.info().model()).isEqualTo("b-model");
        assertThat(router.removeProvider("a")).isEmpty();
        router.close();
        assertThat(a.closes).hasValue(0);
        assertThat(b.closes).hasValue(1);
    }

    @Test
    void theLastOneCanBeTakenOutToo() {
        router.removeProvider("a");
        router.removeProvider("b");

        assertThatIllegalStateException()
                .isThrownBy(() -> router.chat(HI))
                .withMessage("Router 'main' has no providers; add one with addProvider");
    }

    @Test
    void aCallThatRunsOnAMemberThatIsTakenOutEndsNormally() {
        a.chat = request -> {
            router.removeProvider("a");
            return ChatResponse.of("from a", "a", "m");
        };

        assertThat(router.generate("hi")).isEqualTo("from a");
    }

    @Test
    void aMemberThatIsTakenOutAndClosedCostsNoCall() throws InterruptedException {
        ScriptedProvider real = new ScriptedProvider("real");
        Router mixed = new Router("mixed", call -> {
            // Between the choice and the question.
            if (call.number() == 0) {
                call.members().stream().map(RoutingMember::name).forEach(name -> {
                    if (name.equals("real")) {
                        real.close();
                    }
                });
            }
            return call.members();
        });
        mixed.addProvider(real).addProvider(b);
        assertThat(catchThrowable(() -> mixed.chat(HI)))
                .as("one that is closed by somebody else is a defect")
                .isInstanceOf(IllegalStateException.class);

        Router leaving = leavingWhileChosen();
        assertThat(leaving.chat(HI).provider()).isEqualTo("b");
        assertThat(leavingWhileChosen()
                        .chatAsync(HI)
                        .toCompletableFuture()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join()
                        .provider())
                .isEqualTo("b");
        RecordingSubscriber subscriber = new RecordingSubscriber(5);
        leavingWhileChosen().generateStream("hi", GenerationParams.defaults()).subscribe(subscriber);
        assertThat(subscriber.awaitEnd().signals()).containsExactly("from b", "<complete>");
    }

    /** A router whose first member is taken out and closed after it has been chosen and before it is asked. */
    private Router leavingWhileChosen() {
        Router[] self = new Router[1];
        self[0] = new Router("leaving", call -> {
            self[0].removeProvider("real").ifPresent(BaseProvider::close);
            return call.members();
        });
        return self[0].addProvider(new ScriptedProvider("real")).addProvider(b);
    }

    @Test
    void aStreamOfAMemberThatIsTakenOutGoesOn() throws InterruptedException {
        SubmissionPublisher<String> pieces = new SubmissionPublisher<>(Runnable::run, 16);
        a.stream = pieces;
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
        router.generateStream("hi", GenerationParams.defaults()).subscribe(subscriber);
        pieces.submit("one ");
        router.removeProvider("a");
        pieces.submit("two");
        pieces.close();

        assertThat(subscriber.awaitEnd().signals()).containsExactly("one ", "two", "<complete>");
    }

    @Test
    void membersComeAndGoWhileManyCallsRun() throws Exception {
        Router busy = new Router("busy", RoutingStrategy.ROUND_ROBIN).addProvider(b);
        ExecutorService pool = Executors.newFixedThreadPool(5);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch asked = new CountDownLatch(2_000);
        List<Future<?>> callers = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            callers.add(pool.submit(() -> {
                while (!over.get()) {
                    busy.chat(HI);
                    asked.countDown();
                }
            }));
            callers.add(pool.submit(() -> {
                while (!over.get()) {
                    busy.chatAsync(HI)
                            .toCompletableFuture()
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join();
                    asked.countDown();
                }
            }));
        }
        Future<?> changes = pool.submit(() -> {
            for (int i = 0; asked.getCount() > 0 || i < 200; i++) {
                ScriptedProvider guest = new ScriptedProvider("guest" + i % 3);
                busy.addProvider(guest);
                busy.metrics();
                busy.info();
                busy.removeProvider("guest" + i % 3).orElseThrow().close();
            }
            return null;
        });
        changes.get(50, TimeUnit.SECONDS);
        over.set(true);
        for (Future<?> caller : callers) {
            caller.get(30, TimeUnit.SECONDS);
        }
        pool.shutdown();

        assertThat(busy.providers()).containsExactly(b);
        assertThat(busy.metrics().get("b").calls().inFlight()).isZero();
    }

    @Test
    void aRouterThatDoesNotOwnItsProvidersLeavesThemOpen() {
        Router guest = Router.builder("guest").closesProviders(false).build().addProvider(a);
        guest.close();

        assertThat(a.closes).hasValue(0);
        assertThatIllegalStateException().isThrownBy(() -> guest.chat(HI)).withMessage("Router 'guest' is closed");
        assertThat(guest.metrics()).containsOnlyKeys("a");
    }

    @Test
    void aBuilderThatIsUsedAgainChangesNothingOfWhatItHasMade() {
        RouterBuilder builder = Router.builder("first");
        Router first = builder.build().addProvider(a);
        Router second = builder.closesProviders(false)
                .fallOverOnInvalidRequest(false)
                .strategy(call -> List.of())
                .build();
        second.addProvider(b);
        a.failsWith(new InvalidRequestException("wrong", Failure.of("a")));

        assertThat(first.addProvider(new StubProvider("c")).generate("hi")).isEqualTo("from c");
        first.close();
        second.close();
        assertThat(a.closes).hasValue(1);
        assertThat(b.closes).hasValue(0);
    }

    @Test
    void routersCannotBeInEachOther() {
        Router inner = new Router("inner");
        Router middle = new Router("middle").addProvider(new ObservedProvider(inner, CallObserver.none()));
        router.addProvider(middle);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> inner.addProvider(router))
                .withMessage("provider must not be a router that has router 'inner' in it, was 'main'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inner.addProvider(new ObservedProvider(middle, new CallMetrics("x"))))
                .withMessage("provider must not be a router that has router 'inner' in it, was 'middle'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inner.addProvider(new ObservedProvider(inner, CallObserver.none())))
                .withMessage("provider must not be the router itself, was 'inner'");
        assertThat(inner.providers()).isEmpty();
    }

    @Test
    void oneRouterMayBeInTwoOthers() {
        Router shared = new Router("shared").addProvider(new StubProvider("c"));
        Router left = new Router("left").addProvider(shared);
        Router right = new Router("right").addProvider(shared);
        Router top = new Router("top").addProvider(left).addProvider(right);

        assertThat(top.generate("hi")).isEqualTo("from c");
    }

    @Test
    void twoThreadsCannotPutTwoRoutersIntoEachOther() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        for (int i = 0; i < 500; i++) {
            Router one = new Router("one");
            Router two = new Router("two");
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture<Throwable> first = CompletableFuture.supplyAsync(() -> added(go, one, two), pool);
            CompletableFuture<Throwable> second = CompletableFuture.supplyAsync(() -> added(go, two, one), pool);
            go.countDown();

            assertThat(List.of(
                            first.orTimeout(30, TimeUnit.SECONDS).join() == null,
                            second.orTimeout(30, TimeUnit.SECONDS).join() == null))
                    .containsExactlyInAnyOrder(true, false);
        }
        pool.shutdown();
    }

    private static Throwable added(CountDownLatch go, Router outer, Router inner) {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return catchThrowable(() -> outer.addProvider(inner));
    }

    @Test
    void anInvalidRequestEndsTheCallIfThatIsWanted() {
        Router strict = Router.builder("strict")
                .fallOverOnInvalidRequest(false)
                .build()
                .addProvider(a)
                .addProvider(b);
        InvalidRequestException wrong = new InvalidRequestException("wrong", Failure.of("a"));
        a.failsWith(wrong);
        assertThat(catchThrowable(() -> strict.chat(HI))).isSameAs(wrong);
        assertThat(catchThrowable(() -> strict.chatAsync(HI)
                        .toCompletableFuture()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join()))
                .hasCause(wrong);
        assertThat(b.requests).isEmpty();

        a.failsWith(new UnsupportedCapabilityException("a", "seed", Capability.SEED));
        assertThat(strict.generate("hi")).isEqualTo("from b");
        a.failsWith(wrong);
        assertThat(router.generate("hi")).as("otherwise the next one is asked").isEqualTo("from b");
    }

    @Test
    void aClosedRouterGivesNothingBack() {
        router.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> router.removeProvider("a"))
                .withMessage("Router 'main' is closed");
        assertThatNullPointerException()
                .isThrownBy(() -> router.removeProvider(null))
                .withMessage("name must not be null");
        assertThat(router).hasToString("Router[a, b]");
    }
}
