package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.internal.RecordingSubscriber;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Members that have said when to come back are passed over until then. */
class RouterRestTest {
    private final FakeClock clock = new FakeClock(Long.MAX_VALUE - 1);
    private final StubProvider a = new StubProvider("a");
    private final StubProvider b = new StubProvider("b");
    private final Router router = router("main").addProvider(a).addProvider(b);

    private Router router(String name) {
        return Router.builder(name).nanoTime(clock).build();
    }

    private static RateLimitException limited(String provider, String after) {
        return new RateLimitException(
                "full",
                Failure.of(provider)
                        .withStatus(429)
                        .withRetryAfter(Duration.parse(after))
                        .withRetryable(true));
    }

    private static ProviderUnavailableException down(String provider, String after) {
        return new ProviderUnavailableException(
                "down",
                Failure.of(provider).withRetryAfter(Duration.parse(after)).withRetryable(true));
    }

    private String answers() {
        return router.chat(ChatRequest.of("hi")).provider();
    }

    private void recovers(StubProvider member) {
        String name = member.info.name();
        member.chat = request -> ChatResponse.of("from " + name, name, "m");
    }

    @Test
    void aMemberIsPassedOverUntilTheTimeItHasNamed() {
        a.failsWith(limited("a", "PT30S"));
        assertThat(answers()).isEqualTo("b");
        recovers(a);
        clock.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(answers()).isEqualTo("b");
        assertThat(a.requests).hasSize(1);
        assertThat(router.metrics().get("a").passedOver()).isEqualTo(Duration.ofNanos(1));

        clock.advance(Duration.ofNanos(1));
        assertThat(router.metrics().get("a").passedOver()).isNull();
        assertThat(answers()).isEqualTo("a");
    }

    @Test
    void soIsAMemberThatDoesNotWorkAndSaysWhenItWillBeTriedAgain() {
        a.failsWith(down("a", "PT10S"));
        answers();
        recovers(a);

        assertThat(answers()).isEqualTo("b");
        assertThat(router.metrics().get("a")).asString().endsWith("; passed over for 10000 ms");
        clock.advance(Duration.ofSeconds(10));
        assertThat(answers()).isEqualTo("a");
    }

    @Test
    void aMemberThatWorksAgainIsAskedAgainAtOnce() {
        a.chat = request -> {
            a.failsWith(down("a", "PT10S"));
            answers();
            recovers(a);
            return ChatResponse.of("late", "a", "m");
        };
        assertThat(answers()).isEqualTo("a");

        assertThat(router.metrics().get("a").passedOver()).isNull();
        assertThat(answers()).isEqualTo("a");
    }

    @Test
    void anAnswerDoesNotSayThatAFullMemberHasRoomAgain() {
        a.chat = request -> {
            a.failsWith(limited("a", "PT10S"));
            answers();
            recovers(a);
            return ChatResponse.of("late", "a", "m");
        };
        answers();

        assertThat(router.metrics().get("a").passedOver()).isEqualTo(Duration.ofSeconds(10));
        assertThat(answers()).isEqualTo("b");
    }

    @Test
    void withoutATimeItIsAskedAgain() {
        a.failsWith(new RateLimitException("full", Failure.of("a")));
        answers();
        a.failsWith(limited("a", "PT0S"));
        answers();
        recovers(a);

        assertThat(answers()).isEqualTo("a");
    }

    @Test
    void otherFailuresNameNoTimeThatCounts() {
        a.failsWith(new ProviderTimeoutException("late", Failure.of("a").withRetryAfter(Duration.ofHours(1))));
        answers();
        recovers(a);

        assertThat(answers()).isEqualTo("a");
    }

    @Test
    void theLaterOfTwoTimesCounts() {
        a.failsWith(limited("a", "PT30S"));
        answers();
        Router other = router("other").addProvider(a);
        clock.advance(Duration.ofSeconds(1));
        catchThrowable(() -> other.generate("hi"));
        assertThat(other.metrics().get("a").passedOver()).isEqualTo(Duration.ofSeconds(30));
        assertThat(router.metrics().get("a").passedOver())
                .as("routers share nothing")
                .isEqualTo(Duration.ofSeconds(29));
    }

    @Test
    void nobodyIsPassedOverForLongerThanADay() {
        a.failsWith(new RateLimitException("full", Failure.of("a").withRetryAfter(Duration.ofSeconds(Long.MAX_VALUE))));
        answers();
        recovers(a);
        clock.advance(Duration.ofDays(1).minusNanos(1));
        assertThat(answers()).isEqualTo("b");

        clock.advance(Duration.ofNanos(1));
        assertThat(answers()).isEqualTo("a");
    }

    private void saysToComeBackIn20Seconds(Throwable refusal) {
        assertThat(refusal).isInstanceOfSatisfying(RateLimitException.class, passed -> {
            assertThat(passed).hasMessage("Provider 'a' is not asked for another 20 s, since it has said so");
            assertThat(passed.provider()).isEqualTo("a");
            assertThat(passed.attempts()).isZero();
            assertThat(passed.status()).hasValue(429);
            assertThat(passed.retryAfter()).contains(Duration.ofSeconds(20));
            assertThat(passed.retryable()).isTrue();
        });
    }

    @Test
    void whoIsPassedOverFailsAtItsPlaceWithoutBeingAsked() {
        a.failsWith(limited("a", "PT30S"));
        answers();
        clock.advance(Duration.ofSeconds(10));
        ProviderException last = StubProvider.failure("b");
        b.failsWith(last);

        assertThat(catchThrowable(this::answers)).isSameAs(last);

        assertThat(last.getSuppressed()).singleElement().satisfies(this::saysToComeBackIn20Seconds);
        assertThat(a.requests).hasSize(1);
        assertThat(router.metrics().get("a").calls().ended()).isEqualTo(1);
    }

    @Test
    void ifItIsTheLastOneItsTimeIsThatOfTheCall() throws Exception {
        ProviderException first = StubProvider.failure("b");
        Router reversed = router("reversed").addProvider(b).addProvider(a);
        b.failsWith(first);
        a.failsWith(limited("a", "PT30S"));
        catchThrowable(() -> reversed.generate("hi"));
        clock.advance(Duration.ofSeconds(10));

        Throwable thrown = catchThrowable(() -> reversed.generate("hi"));

        saysToComeBackIn20Seconds(thrown);
        assertThat(thrown.getSuppressed()).containsExactly(first);
        saysToComeBackIn20Seconds(catchThrowable(() -> reversed.chatAsync(ChatRequest.of("hi"))
                        .toCompletableFuture()
                        .get())
                .getCause());
        RecordingSubscriber subscriber = new RecordingSubscriber(5);
        reversed.generateStream("hi", GenerationParams.defaults()).subscribe(subscriber);
        saysToComeBackIn20Seconds(subscriber.awaitFailure());
        assertThat(a.requests).hasSize(1);
    }

    @Test
    void withAnotherStrategyWhoIsPassedOverComesLast() {
        Router balanced = Router.builder("balanced")
                .nanoTime(clock)
                .strategy(RoutingStrategy.ROUND_ROBIN)
                .build()
                .addProvider(a)
                .addProvider(b);
        a.failsWith(limited("a", "PT30S"));
        balanced.generate("hi");
        clock.advance(Duration.ofSeconds(10));
        ProviderException other = StubProvider.failure("b");
        b.failsWith(other);

        Throwable thrown = catchThrowable(() -> balanced.generate("hi"));

        saysToComeBackIn20Seconds(thrown);
        assertThat(thrown.getSuppressed()).containsExactly(other);
    }

    @Test
    void theLastOneThatIsAskedHasAllTheTimeThatIsLeft() {
        a.info = a.info.withTimeout(Duration.ofSeconds(1));
        Router reversed = router("reversed").addProvider(b).addProvider(a);
        b.info = b.info.withTimeout(Duration.ofSeconds(1));
        b.failsWith(limited("b", "PT30S"));
        reversed.generate("hi");
        a.failsWith(StubProvider.failure("a"));
        catchThrowable(() -> reversed.chat(
                ChatRequest.builder().user("hi").timeout(Duration.ofSeconds(9)).build()));

        assertThat(a.requests.get(1).timeout()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void whetherAMemberIsPassedOverIsDecidedWhenItIsItsTurn() {
        a.failsWith(limited("a", "PT10S"));
        answers();
        Router reversed = router("reversed").addProvider(b).addProvider(a);
        catchThrowable(() -> {
            b.failsWith(StubProvider.failure("b"));
            reversed.generate("hi");
        });
        recovers(a);
        b.chat = request -> {
            clock.advance(Duration.ofSeconds(10));
            throw StubProvider.failure("b");
        };
        assertThat(reversed.generate("hi")).as("its time has come meanwhile").isEqualTo("from a");

        b.chat = request -> {
            b.failsWith(StubProvider.failure("b"));
            a.failsWith(limited("a", "PT10S"));
            catchThrowable(() -> reversed.generate("hi"));
            recovers(a);
            throw StubProvider.failure("b");
        };
        assertThat(catchThrowable(() -> reversed.generate("hi")))
                .as("another call has been told to wait meanwhile")
                .isInstanceOf(RateLimitException.class);
    }

    @Test
    void whoIsPassedOverIsToldOfEvenIfTheTimeIsOver() {
        Router reversed = router("reversed").addProvider(b).addProvider(a);
        b.failsWith(StubProvider.failure("b"));
        a.failsWith(limited("a", "PT30S"));
        catchThrowable(() -> reversed.generate("hi"));
        b.chat = request -> {
            clock.advance(Duration.ofSeconds(10));
            throw StubProvider.failure("b");
        };

        saysToComeBackIn20Seconds(catchThrowable(() -> reversed.chat(
                ChatRequest.builder().user("hi").timeout(Duration.ofSeconds(9)).build())));
    }

    @Test
    void whenAllArePassedOverTheCallFailsAtOnceWithTheShortestTime() {
        a.failsWith(down("a", "PT30S"));
        b.failsWith(limited("b", "PT20S"));
        catchThrowable(this::answers);
        clock.advance(Duration.ofSeconds(5));

        RateLimitException none = catchThrowableOfType(RateLimitException.class, this::answers);

        assertThat(none)
                .hasMessage(
                        "Router 'main' can ask none of its 2 providers at the moment, since each has said when to come back;"
                                + " the first one can be asked in 15 s");
        assertThat(none.provider()).isEqualTo("main");
        assertThat(none.retryAfter()).contains(Duration.ofSeconds(15));
        assertThat(none.retryable()).isTrue();
        assertThat(none.attempts()).isZero();
        assertThat(none.status()).hasValue(429);
        assertThat(none.getSuppressed())
                .extracting(e -> ((ProviderException) e).provider())
                .containsExactly("a", "b");
        assertThat(a.requests).hasSize(1);
        assertThat(b.requests).hasSize(1);
        assertThat(router.metrics().get("b").calls().ended()).isEqualTo(1);
    }

    @Test
    void thatIsAFailureOfTheSortOfTheFirstOneThatCanBeAsked() {
        a.failsWith(down("a", "PT10S"));
        b.failsWith(limited("b", "PT20S"));
        catchThrowable(this::answers);

        assertThat(catchThrowable(this::answers)).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void asynchronousCallsAndStreamsPassOverToo() throws Exception {
        a.failsWith(limited("a", "PT30S"));
        router.chatAsync(ChatRequest.of("hi")).toCompletableFuture().get();
        assertThat(router.chatAsync(ChatRequest.of("hi"))
                        .toCompletableFuture()
                        .get()
                        .provider())
                .isEqualTo("b");
        RecordingSubscriber subscriber = new RecordingSubscriber(5);
        router.generateStream("hi", GenerationParams.defaults()).subscribe(subscriber);
        assertThat(subscriber.awaitEnd().signals()).containsExactly("from b", "<complete>");
        assertThat(a.requests).hasSize(1);

        b.failsWith(limited("b", "PT30S"));
        catchThrowable(this::answers);
        assertThat(router.chatAsync(ChatRequest.of("hi")).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(RateLimitException.class);
        RecordingSubscriber failing = new RecordingSubscriber(5);
        router.generateStream("hi", GenerationParams.defaults()).subscribe(failing);
        assertThat(failing.awaitFailure()).isInstanceOf(RateLimitException.class);
    }

    @Test
    void countsAndListsAreNoCallsAndAreAskedForAllTheSame() {
        ScriptedProvider real = new ScriptedProvider("real").failsWith(() -> limited("real", "PT30S"));
        Router one = router("one").addProvider(real);
        catchThrowable(() -> one.generate("hi"));
        assertThat(one.metrics().get("real").passedOver()).isEqualTo(Duration.ofSeconds(30));

        assertThat(one.countTokens(java.util.List.of("abc"))).hasSize(1);
        assertThat(one.models()).hasSize(1);
        real.counts = texts -> {
            throw limited("real", "PT60S");
        };
        catchThrowable(() -> one.countTokens(java.util.List.of("abc")));
        assertThat(one.metrics().get("real").passedOver()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aStreamThatIsRefusedLetsTheMemberRestToo() throws InterruptedException {
        a.failsWith(limited("a", "PT30S"));
        RecordingSubscriber subscriber = new RecordingSubscriber(5);
        router.generateStream("hi", GenerationParams.defaults()).subscribe(subscriber);
        assertThat(subscriber.awaitEnd().signals()).containsExactly("from b", "<complete>");

        assertThat(router.metrics().get("a").passedOver()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aRouterWithinARouterIsPassedOverOnlyIfNoneOfItsOwnCanBeAsked() {
        StubProvider last = new StubProvider("last");
        Router outer = router("outer").addProvider(router).addProvider(last);
        a.failsWith(StubProvider.failure("a"));
        b.failsWith(limited("b", "PT30S"));
        assertThat(outer.generate("hi")).isEqualTo("from last");
        assertThat(outer.metrics().get("main").passedOver()).isNull();

        recovers(a);
        assertThat(outer.generate("hi")).isEqualTo("from a");

        a.failsWith(limited("a", "PT20S"));
        outer.generate("hi");
        assertThat(outer.metrics().get("main").passedOver())
                .as("a has failed for itself")
                .isNull();
        outer.generate("hi");
        assertThat(outer.metrics().get("main").passedOver()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aMemberThatIsTakenOutAndAddedAgainIsAskedAgain() {
        a.failsWith(limited("a", "PT30S"));
        answers();
        recovers(a);
        router.addProvider(router.removeProvider("a").orElseThrow());
        b.failsWith(StubProvider.failure("b"));

        assertThat(answers()).isEqualTo("a");
    }
}
