package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a mock writes down. */
@Timeout(60)
class MockCallsTest {
    private final MockProvider mock = new MockProvider();

    private static void drain(BaseProvider provider, String prompt) {
        try (BlockingStream<String> pieces =
                BlockingStream.of(provider.generateStream(prompt, GenerationParams.defaults()))) {
            pieces.forEachRemaining(piece -> {});
        }
    }

    @Test
    void allKindsOfCallsAreWrittenDownInTheirOrder() {
        mock.generate("one");
        mock.generateAsync("two", GenerationParams.defaults())
                .toCompletableFuture()
                .join();
        drain(mock, "three");
        try (BlockingStream<StreamEvent> events = BlockingStream.of(mock.chatStream(ChatRequest.of("four")))) {
            events.forEachRemaining(event -> {});
        }

        assertThat(mock.prompts()).containsExactly("one", "two", "three", "four");
        assertThat(mock.calls())
                .extracting(MockCall::kind)
                .containsExactly(
                        MockCall.Kind.BLOCKING, MockCall.Kind.ASYNC, MockCall.Kind.STREAM, MockCall.Kind.STREAM);
        assertThat(mock.calls()).extracting(MockCall::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(mock.calls()).extracting(MockCall::attempts).containsOnly(1);
        assertThat(mock.callCount(MockCall.Kind.STREAM)).isEqualTo(2);
    }

    @Test
    void aRequestIsWrittenDownAsItWasGiven() {
        ChatRequest request = ChatRequest.builder()
                .system("Be brief")
                .user("a")
                .params(GenerationParams.builder().temperature(0.5).build())
                .model("big")
                .timeout(Duration.ofSeconds(20))
                .build();
        List<ChatRequest> matched = new ArrayList<>();
        mock.when(asked -> matched.add(asked)).answer("yes");

        mock.chat(request);
        mock.chatAsync(request).toCompletableFuture().join();

        assertThat(mock.requests()).containsExactly(request, request).allMatch(asked -> asked == request);
        assertThat(matched).allMatch(asked -> asked == request).hasSize(2);
        assertThat(mock.lastRequest()).isSameAs(request);
        assertThat(mock.lastPrompt()).isEqualTo("a");
    }

    @Test
    void aCallThatIsRefusedIsWrittenDownWithoutAnAttempt() {
        catchThrowable(() -> mock.generate(" "));
        catchThrowable(() -> mock.generate("a", GenerationParams.builder().n(2).build()));

        assertThat(mock.calls()).hasSize(2).extracting(MockCall::attempts).containsOnly(0);
        assertThat(mock.attemptCount()).isZero();
    }

    @Test
    void aStreamThatNobodyReadsHasNoAttempt() {
        mock.generateStream("never subscribed to", GenerationParams.defaults());
        BlockingStream.of(mock.generateStream("a", GenerationParams.defaults())).close();

        assertThat(mock.calls()).singleElement().extracting(MockCall::attempts).isEqualTo(0);
    }

    @Test
    void eachSubscriberIsACallOfItsOwn() {
        Flow.Publisher<String> publisher = mock.generateStream("a", GenerationParams.defaults());
        for (int i = 0; i < 2; i++) {
            try (BlockingStream<String> pieces = BlockingStream.of(publisher)) {
                pieces.forEachRemaining(piece -> {});
            }
        }

        assertThat(mock.calls()).extracting(MockCall::attempts).containsExactly(1, 1);
    }

    @Test
    void aCallMadeFromAnAnswerIsItsOwnKind() {
        mock.generateAsync("one", GenerationParams.defaults())
                .thenApply(answer -> mock.generate("two"))
                .toCompletableFuture()
                .join();

        assertThat(mock.calls())
                .extracting(MockCall::kind)
                .containsExactly(MockCall.Kind.ASYNC, MockCall.Kind.BLOCKING);
    }

    @Test
    void onlyTheLastCallsAreRememberedAndAllAreCounted() {
        MockProvider forgetful = MockProvider.builder().keepCalls(2).build();
        for (String prompt : List.of("one", "two", "three")) {
            forgetful.generate(prompt);
        }

        assertThat(forgetful.prompts()).containsExactly("two", "three");
        assertThat(forgetful.callCount()).isEqualTo(3);
        assertThat(forgetful.lastCall().number()).isEqualTo(3);
    }

    @Test
    void aMockThatIsAskedForWeeksDoesNotGrow() {
        for (int i = 0; i < MockProvider.DEFAULT_KEPT_CALLS + 10; i++) {
            mock.generate("a");
        }

        assertThat(mock.calls()).hasSize(MockProvider.DEFAULT_KEPT_CALLS);
        assertThat(mock.calls().get(0).number()).isEqualTo(11);
    }

    @Test
    void whatTheSkeletonHasLetGoOfIsForgotten() {
        MockTags tags = new MockTags();
        MockCall call = new MockCall(1, 1, MockCall.Kind.BLOCKING, ChatRequest.of("a"));
        GenerationParams held = tags.tag(call);

        Patience.until(() -> {
            System.gc();
            tags.tag(call);
            return tags.size() <= 3;
        });
        assertThat(tags.of(held)).isSameAs(call);
        assertThat(tags.of(call.request().params())).isNull();
    }

    @Test
    void callsCanBeForgottenWhileOthersRun() {
        MockClock clock = new MockClock();
        MockProvider held = MockProvider.builder().sleeper(clock).build();
        held.script().unavailable().after(Duration.ofSeconds(1)).answer("then").thenRepeat();
        CompletableFuture<String> answer =
                held.generateAsync("old", GenerationParams.defaults()).toCompletableFuture();
        clock.awaitWaiting(1);
        held.forgetCalls();
        clock.advance(Duration.ofSeconds(1));
        answer.join();

        assertThat(held.attemptCount()).isZero();
        held.generate("new");
        assertThat(held.prompts()).containsExactly("new");
        assertThat(held.lastCall().number()).isEqualTo(1);
        assertThat(held.attemptCount()).isEqualTo(1);
    }

    @Test
    void aTestCanWaitForCallsOnOtherThreads() {
        Thread other = new Thread(() -> mock.generate("later"));
        other.start();
        mock.awaitCalls(1);

        assertThat(mock.lastPrompt()).isEqualTo("later");
    }

    @Test
    void callsThatDoNotComeAreCounted() {
        MockCalls calls = new MockCalls(1);

        assertThatIllegalStateException()
                .isThrownBy(() -> calls.await(2, Duration.ofMillis(1)))
                .withMessage("2 calls were expected, 0 came within 0.001 s");
    }

    @Test
    void aMockThatWasNotAskedSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(mock::lastRequest)
                .withMessage("Provider 'mock' has not been asked anything");
    }

    @Test
    void aMockHasToRememberOneCallAtLeast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockProvider.builder().keepCalls(0))
                .withMessage("keepCalls must be between 1 and 10000000, was 0");
    }

    @Test
    void noPromptStandsInTheStringOfACall() {
        mock.generate("secret");

        assertThat(mock.lastCall()).hasToString("MockCall[number=1, kind=BLOCKING, attempts=1, prompt=6 characters]");
    }

    /** Three kinds of calls from many threads. */
    @Test
    void manyThreadsTakeEachStepOnceAndAreCountedExactly() throws InterruptedException {
        int threads = 16;
        int rounds = 50;
        int total = threads * rounds * 3;
        MockProvider busy = MockProvider.builder().keepCalls(total).build();
        String[] texts = IntStream.range(0, total).mapToObj(i -> "answer-" + i).toArray(String[]::new);
        MockScript script = busy.script(texts);
        Map<String, Integer> seen = new ConcurrentHashMap<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            all.add(new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < rounds; i++) {
                    String prompt = thread + "-" + i;
                    seen.merge(busy.generate(prompt), 1, Integer::sum);
                    seen.merge(
                            busy.generateAsync(prompt, GenerationParams.defaults())
                                    .toCompletableFuture()
                                    .join(),
                            1,
                            Integer::sum);
                    try (BlockingStream<String> pieces =
                            BlockingStream.of(busy.generateStream(prompt, GenerationParams.defaults()))) {
                        pieces.forEachRemaining(piece -> seen.merge(piece, 1, Integer::sum));
                    }
                }
            }));
        }
        all.forEach(Thread::start);
        start.countDown();
        for (Thread thread : all) {
            thread.join();
        }

        assertThat(seen).hasSize(total).containsOnlyKeys(texts);
        assertThat(seen.values()).containsOnly(1);
        assertThat(script.remaining()).isZero();
        assertThat(busy.callCount()).isEqualTo(total);
        assertThat(busy.attemptCount()).isEqualTo(total);
        for (MockCall.Kind kind : MockCall.Kind.values()) {
            assertThat(busy.callCount(kind)).isEqualTo(threads * rounds);
        }
        assertThat(busy.calls()).hasSize(total).doesNotHaveDuplicates();
        assertThat(busy.calls()).extracting(MockCall::attempts).containsOnly(1);
    }
}
