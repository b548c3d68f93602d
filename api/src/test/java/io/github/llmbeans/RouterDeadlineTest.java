package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterDeadlineTest {
    private final FakeClock clock = new FakeClock();
    private final StubProvider a = new StubProvider("a");
    private final StubProvider b = new StubProvider("b");
    private final StubProvider c = new StubProvider("c");
    private final Router router = Router.builder("main")
            .nanoTime(clock)
            .build()
            .addProvider(a)
            .addProvider(b)
            .addProvider(c);

    private static ChatRequest within(String timeout) {
        return ChatRequest.builder()
                .user("hi")
                .sessionId("s")
                .timeout(Duration.parse(timeout))
                .build();
    }

    /** A provider that takes so long to fail. */
    private void failsAfter(StubProvider member, String time) {
        member.chat = request -> {
            clock.advance(Duration.parse(time));
            throw StubProvider.failure(member.info().name());
        };
    }

    private static Duration given(StubProvider member) {
        return member.requests.get(0).timeout();
    }

    @Test
    void eachProviderGetsOnlyTheTimeThatIsLeft() {
        failsAfter(a, "PT3S");
        failsAfter(b, "PT5S");

        assertThat(router.chat(within("PT10S")).provider()).isEqualTo("c");

        assertThat(given(a)).isEqualTo(Duration.ofSeconds(10));
        assertThat(given(b)).isEqualTo(Duration.ofSeconds(7));
        assertThat(given(c)).isEqualTo(Duration.ofSeconds(2));
        assertThat(c.requests.get(0)).isEqualTo(within("PT2S"));
    }

    @Test
    void aProviderThatOthersFollowKeepsToItsOwnTimeout() {
        a.info = a.info.withTimeout(Duration.ofSeconds(4));
        b.info = b.info.withTimeout(Duration.ofSeconds(9));
        c.info = c.info.withTimeout(Duration.ofSeconds(1));
        failsAfter(a, "PT4S");
        failsAfter(b, "PT3S");

        router.chat(within("PT10S"));

        assertThat(given(a)).isEqualTo(Duration.ofSeconds(4));
        assertThat(given(b)).isEqualTo(Duration.ofSeconds(6));
        assertThat(given(c)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aRequestWithoutATimeoutLetsEachProviderKeepItsOwn() {
        a.info = a.info.withTimeout(Duration.ofSeconds(4));
        failsAfter(a, "PT1000H");
        ChatRequest request = ChatRequest.of("hi");

        router.chat(request);

        assertThat(a.requests).containsExactly(request);
        assertThat(b.requests).containsExactly(request);
    }

    @ParameterizedTest
    @CsvSource({"PT9.999999999S, PT0.001S", "PT9.999S, PT0.001S", "PT9.998999999S, PT0.001000001S"})
    void whatIsLeftIsAtLeastAMillisecond(String gone, Duration left) {
        failsAfter(a, gone);

        router.chat(within("PT10S"));

        assertThat(given(b)).isEqualTo(left);
    }

    @Test
    void onceTheDeadlineHasPassedNobodyElseIsAsked() {
        failsAfter(a, "PT3S");
        failsAfter(b, "PT7S");

        ProviderTimeoutException e =
                catchThrowableOfType(ProviderTimeoutException.class, () -> router.chat(within("PT10S")));

        assertThat(e).hasMessage("No answer within 10 s; 2 of 3 providers had failed by then");
        assertThat(e.provider()).isEqualTo("main");
        assertThat(e.retryable()).isTrue();
        assertThat(e.getSuppressed()).hasSize(2);
        assertThat(c.requests).isEmpty();
    }

    @Test
    void theLastFailureCountsEvenIfItComesAfterTheDeadline() {
        failsAfter(a, "PT3S");
        failsAfter(b, "PT3S");
        failsAfter(c, "PT30S");

        assertThat(catchThrowable(() -> router.chat(within("PT10S")))).hasMessage("c is down");
    }

    @Test
    void aRouterWithinARouterSharesTheSameDeadline() {
        failsAfter(a, "PT3S");
        StubProvider d = new StubProvider("d");
        Router outer = Router.builder("outer").nanoTime(clock).build();
        failsAfter(d, "PT2S");

        outer.addProvider(d).addProvider(router).chat(within("PT10S"));

        assertThat(given(a)).isEqualTo(Duration.ofSeconds(8));
        assertThat(given(b)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void anAsynchronousCallHasTheSameDeadline() throws Exception {
        failsAfter(a, "PT3S");
        failsAfter(b, "PT7S");

        CompletionStage<ChatResponse> call = router.chatAsync(within("PT10S"));

        assertThat(call)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(ProviderTimeoutException.class)
                .withMessage("No answer within 10 s; 2 of 3 providers had failed by then")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
        assertThat(given(b)).isEqualTo(Duration.ofSeconds(7));
        assertThat(c.requests).isEmpty();
    }

    @Test
    void anAsynchronousCallLeavesTimeForTheNextToo() {
        a.info = a.info.withTimeout(Duration.ofSeconds(4));
        failsAfter(a, "PT4S");

        assertThat(router.chatAsync(within("PT10S"))).succeedsWithin(Duration.ofSeconds(30));

        assertThat(given(a)).isEqualTo(Duration.ofSeconds(4));
        assertThat(given(b)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aStreamIsGivenAllTheTimeThatIsLeftSinceItIsThatOfTheWholeStream() {
        a.info = a.info.withTimeout(Duration.ofSeconds(4));
        failsAfter(a, "PT3S");

        try (BlockingStream<StreamEvent> stream = BlockingStream.of(router.chatStream(within("PT10S")))) {
            assertThat(stream.iterator().hasNext()).isTrue();
        }

        assertThat(given(a)).isEqualTo(Duration.ofSeconds(10));
        assertThat(given(b)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void afterTheDeadlineAStreamAsksNobodyElse() {
        failsAfter(a, "PT3S");
        failsAfter(b, "PT7S");

        try (BlockingStream<StreamEvent> stream = BlockingStream.of(router.chatStream(within("PT10S")))) {
            ProviderTimeoutException e = catchThrowableOfType(
                    ProviderTimeoutException.class, () -> stream.iterator().hasNext());

            assertThat(e).hasMessage("No answer within 10 s; 2 of 3 providers had failed by then");
            assertThat(e.getSuppressed()).hasSize(2);
        }
        assertThat(c.requests).isEmpty();
    }

    @Test
    void aRealProviderThatHangsLeavesTimeForTheNext() {
        ScriptedProvider impatient = new ScriptedProvider("impatient", Duration.ofSeconds(2), Set.of(), Runnable::run);
        impatient.failsWith(() -> {
            clock.advance(Duration.ofSeconds(2));
            return new ProviderTimeoutException("hung", Failure.of("impatient"));
        });
        Router real = Router.builder("real")
                .nanoTime(clock)
                .build()
                .addProvider(impatient)
                .addProvider(a);

        real.chat(
                ChatRequest.builder().user("hi").timeout(Duration.ofSeconds(60)).build());

        assertThat(impatient.requests.get(0).timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(given(a)).isEqualTo(Duration.ofSeconds(58));
    }
}
