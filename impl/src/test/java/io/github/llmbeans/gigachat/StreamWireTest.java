package io.github.llmbeans.gigachat;

import static io.github.llmbeans.gigachat.StreamServer.DONE;
import static io.github.llmbeans.gigachat.StreamServer.LAST;
import static io.github.llmbeans.gigachat.StreamServer.piece;
import static io.github.llmbeans.gigachat.StreamServer.pieces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.server.BodySteps;
import io.github.llmbeans.tck.server.Ending;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Streams over sockets: demand, cancelling, and what stays behind. */
@Tag("engine")
@Timeout(120)
class StreamWireTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StreamServer server = new StreamServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static BlockingStream<String> texts(GigaChatProvider provider, String... stop) {
        return BlockingStream.of(provider.generateStream(
                "hi", GenerationParams.builder().stop(stop).build()));
    }

    private static List<StreamEvent> events(GigaChatProvider provider, String... stop) {
        try (BlockingStream<StreamEvent> stream = BlockingStream.of(provider.chatStream(
                ChatRequest.of("hi", GenerationParams.builder().stop(stop).build())))) {
            return stream.stream().toList();
        }
    }

    private static ChatResponse last(List<StreamEvent> events) {
        return ((StreamEvent.Finished) events.get(events.size() - 1)).response();
    }

    private static BodySteps whole(String... texts) {
        return pieces(texts).send(LAST).send(DONE);
    }

    private void assertACallStillWorks(GigaChatProvider provider) {
        server.then(whole("again"));
        try (BlockingStream<String> stream = texts(provider)) {
            assertThat(stream.stream()).containsExactly("again");
        }
    }

    @Test
    void withoutDemandNotMoreIsReadThanABufferHolds() {
        byte[] big = piece("x".repeat(16_000)).getBytes(StandardCharsets.UTF_8);
        long times = 8000;
        server.then(BodySteps.start().send(big, times).send(LAST).send(DONE));
        try (GigaChatProvider provider = server.provider("max-connections", "1")) {
            BlockingStream<String> stream = texts(provider);
            stream.next();
            RecordedRequest request = server.chats().get(0);
            long sent = -1;
            while (sent != request.bytesSent()) {
                sent = request.bytesSent();
                assertThat(catchThrowable(() -> request.awaitEnding(Duration.ofMillis(300))))
                        .isInstanceOf(AssertionError.class);
            }

            assertThat(sent).isLessThan(big.length * times / 4);
            stream.close();
            request.awaitHangUp(LONG);
        }
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#closesWhileReading")
    @Test
    void cancellingWhileBlockedInAReadClosesTheConnectionAndFreesItsPlace() throws Exception {
        Gate silent = server.server.gate();
        server.then(pieces("a").pass(silent));
        try (GigaChatProvider provider = server.provider("max-connections", "1")) {
            BlockingStream<String> stream = texts(provider);
            assertThat(stream.next()).isEqualTo("a");
            CompletableFuture<Boolean> more = OwnThread.call(stream::hasNext);
            silent.awaitArrivals(1, LONG);

            stream.close();

            server.chats().get(0).awaitHangUp(LONG);
            assertThat(more.get(30, TimeUnit.SECONDS)).isFalse();
            assertACallStillWorks(provider);
        }
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#closesBeforeTheAnswer")
    @Test
    void cancellingBeforeTheHeadersCameClosesTheConnectionAndFreesItsPlace() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        Gate gate = new Gate();
        try (FakeServer silent = FakeServer.start(request -> {
                    if (arrived.getCount() > 0) {
                        arrived.countDown();
                        gate.pass();
                    }
                    return StreamServer.events(whole("a"));
                });
                GigaChatProvider provider = server.provider(
                        config -> config.baseUrl(silent.uri() + "/v1"),
                        "max-connections",
                        "1",
                        "access-token",
                        "abc")) {
            BlockingStream<String> stream = texts(provider);
            CompletableFuture<Boolean> more = OwnThread.call(stream::hasNext);
            arrived.await();

            stream.close();

            silent.requests().get(0).awaitHangUp(LONG);
            assertThat(more.get(30, TimeUnit.SECONDS)).isFalse();
            try (BlockingStream<String> next = texts(provider)) {
                assertThat(next.stream()).containsExactly("a");
            }
            gate.open();
        }
    }

    @Test
    void closingHalfWayWithNobodyReadingClosesTheConnectionAndFreesItsPlace() {
        server.then(pieces("a", "b").silence());
        try (GigaChatProvider provider = server.provider("max-connections", "1")) {
            try (BlockingStream<String> stream = texts(provider)) {
                assertThat(stream.next()).isEqualTo("a");
            }

            server.chats().get(0).awaitHangUp(LONG);
            assertACallStillWorks(provider);
        }
    }

    @Test
    void noThreadStaysBehindAStreamThatWasClosedHalfWay() {
        server.then(pieces("a", "b").silence());
        try (GigaChatProvider provider = server.provider(config -> config, "max-connections", "1")) {
            try (BlockingStream<String> stream = texts(provider)) {
                assertThat(stream.next()).isEqualTo("a");
            }
        }
        long end = System.nanoTime() + LONG.toNanos();
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("llmbeans-gigachat"))) {
            assertThat(System.nanoTime()).as("threads end").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void aStopSequenceAcrossPiecesKeepsTheUsageThatComesLater() {
        server.then(whole("one E", "ND two", "three"));
        try (GigaChatProvider provider = server.provider()) {
            ChatResponse answer = last(events(provider, "END"));

            assertThat(answer.text()).isEqualTo("one ");
            assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(answer.usage()).isEqualTo(new Usage(1, 2, 3, 0));
        }
    }

    @Test
    void usageThatComesLongAfterTheStopSequenceIsWaitedForWhileTheModelWrites() {
        BodySteps slow = pieces("one END");
        for (int i = 0; i < 10; i++) {
            slow = slow.pause(Duration.ofMillis(200)).send(piece("more"));
        }
        server.then(slow.send(LAST).send(DONE));
        try (GigaChatProvider provider = server.provider("stream-idle-timeout", "PT1S")) {
            ChatResponse answer = last(events(provider, "END"));

            assertThat(answer.text()).isEqualTo("one ");
            assertThat(answer.usage()).isEqualTo(new Usage(1, 2, 3, 0));
        }
    }

    @Test
    void argumentsAsDeepAsTheyMayBeAreNoError() {
        String deep = "[".repeat(900) + "]".repeat(900);
        server.then(BodySteps.start()
                .send(delta("{\"function_call\":{\"name\":\"f\",\"arguments\":{\"a\":" + deep + "}}}"))
                .send(LAST)
                .send(DONE));
        try (GigaChatProvider provider = server.provider()) {
            assertThat(last(events(provider)).functionCall()).isEqualTo(new FunctionCall("f", "{\"a\":" + deep + "}"));
        }
    }

    @Test
    void argumentsThatAreTooDeepAreAProvidersFailure() {
        String deep = "[".repeat(400_000) + "]".repeat(400_000);
        server.then(BodySteps.start()
                .send(delta("{\"function_call\":{\"name\":\"f\",\"arguments\":{\"a\":" + deep + "}}}"))
                .send(LAST)
                .send(DONE));
        try (GigaChatProvider provider = server.provider()) {
            assertThat(catchThrowable(() -> events(provider))).isExactlyInstanceOf(ProviderUnavailableException.class);
        }
    }

    @Test
    void aStopSequenceEndsTheTextAndTheConnectionAtOnce() {
        server.then(pieces("one ", "END").silence());
        try (GigaChatProvider provider = server.provider();
                BlockingStream<String> stream = texts(provider, "END")) {
            assertThat(stream.stream()).containsExactly("one ");
            server.chats().get(0).awaitHangUp(LONG);
        }
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#closesWhileReading")
    @Test
    void closingTheProviderEndsAStreamThatIsBeingRead() throws Exception {
        Gate silent = server.server.gate();
        server.then(pieces("a").pass(silent));
        GigaChatProvider provider = server.provider();
        BlockingStream<String> stream = texts(provider);
        stream.next();
        CompletableFuture<Throwable> failure = OwnThread.call(() -> catchThrowable(stream::hasNext));
        silent.awaitArrivals(1, LONG);

        provider.close();

        assertClosed(failure.get(30, TimeUnit.SECONDS));
        server.chats().get(0).awaitHangUp(LONG);
    }

    @Test
    void closingTheProviderEndsAStreamThatNobodyReads() {
        server.then(pieces("a").silence());
        GigaChatProvider provider = server.provider();
        BlockingStream<String> stream = texts(provider);
        stream.next();

        provider.close();

        assertClosed(catchThrowable(stream::hasNext));
        server.chats().get(0).awaitHangUp(LONG);
    }

    private static void assertClosed(Throwable failure) {
        assertThat(failure).isExactlyInstanceOf(ProviderUnavailableException.class);
        assertThat(((ProviderException) failure).partialResponse())
                .map(ChatResponse::text)
                .contains("a");
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#closesWhileReading")
    @Test
    void anInterruptOfTheLoopClosesTheConnection() throws Exception {
        Gate silent = server.server.gate();
        server.then(pieces("a").pass(silent));
        try (GigaChatProvider provider = server.provider();
                BlockingStream<String> stream = texts(provider)) {
            stream.next();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread loop = new Thread(() -> thrown.set(catchThrowable(stream::hasNext)));
            loop.start();
            silent.awaitArrivals(1, LONG);

            loop.interrupt();
            loop.join();

            assertThat(thrown.get()).isExactlyInstanceOf(ProviderInterruptedException.class);
            server.chats().get(0).awaitHangUp(LONG);
        }
    }

    @Test
    void commentsAndAllLineEndsAreUnderstood() {
        server.then(BodySteps.start()
                .send(": keep-alive\r\n\r\ndata: " + StreamServer.chunk("a") + "\r\n\r\n")
                .send(": keep-alive\n\ndata:" + StreamServer.chunk("b") + "\r\r")
                .send(LAST)
                .send("data: [DONE]"));
        try (GigaChatProvider provider = server.provider();
                BlockingStream<String> stream = texts(provider)) {
            assertThat(stream.stream()).containsExactly("a", "b");
        }
    }

    @Test
    void aCharacterThatIsSplitBetweenTwoChunksComesWhole() {
        byte[] all = (piece("щи 😀") + LAST + DONE).getBytes(StandardCharsets.UTF_8);
        BodySteps bytes = BodySteps.start();
        for (byte one : all) {
            bytes = bytes.send(new byte[] {one});
        }
        server.then(bytes);
        try (GigaChatProvider provider = server.provider();
                BlockingStream<String> stream = texts(provider)) {
            assertThat(stream.stream()).containsExactly("щи 😀");
        }
    }

    @Test
    void reasoningFunctionProgressAndFunctionCallsAreEvents() {
        server.then(BodySteps.start()
                .send(delta("{\"role\":\"assistant\",\"reasoning_content\":\"hm\"}"))
                .send(delta("{\"role\":\"function_in_progress\",\"name\":\"text2image\",\"content\":\"12\"}"))
                .send(delta("{\"function_call\":{\"name\":\"weather\",\"arguments\":{\"city\":\"Omsk\"}},"
                        + "\"functions_state_id\":\"state-1\"}"))
                .send("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"function_call\"}]}\n\n")
                .send(DONE));
        try (GigaChatProvider provider = server.provider()) {
            List<StreamEvent> events = events(provider);

            assertThat(events)
                    .contains(
                            new StreamEvent.Reasoning("hm"),
                            new StreamEvent.FunctionProgress("text2image", Duration.ofSeconds(12)));
            assertThat(last(events).functionCall()).isEqualTo(new FunctionCall("weather", "{\"city\":\"Omsk\"}"));
            assertThat(last(events).functionStateId()).isEqualTo("state-1");
            assertThat(last(events).reasoning()).isEqualTo("hm");
        }
    }

    private static String delta(String delta) {
        return "data: {\"choices\":[{\"delta\":" + delta + "}]}\n\n";
    }

    @Test
    void aStreamThatWasReadToItsEndLeavesItsConnectionToTheNext() {
        server.then(whole("a")).then(whole("b"));
        try (GigaChatProvider provider = server.provider()) {
            assertThat(last(events(provider)).text()).isEqualTo("a");
            assertThat(last(events(provider)).text()).isEqualTo("b");
        }
        assertThat(server.chats())
                .allSatisfy(request -> assertThat(request.awaitEnding(LONG)).isEqualTo(Ending.SENT));
    }

    @Test
    void eachSubscriberHasAnExchangeOfItsOwn() {
        server.then(whole("a")).then(whole("b"));
        try (GigaChatProvider provider = server.provider()) {
            Flow.Publisher<String> publisher = provider.generateStream("hi", GenerationParams.defaults());
            try (BlockingStream<String> one = BlockingStream.of(publisher);
                    BlockingStream<String> two = BlockingStream.of(publisher)) {
                assertThat(server.chats()).isEmpty();
                assertThat(one.stream()).containsExactly("a");
                assertThat(two.stream()).containsExactly("b");
            }
        }
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#closesWhileReading")
    @Test
    void aBodyThatStaysOpenBehindTheEndOfTheAnswerIsNotWaitedFor() {
        server.then(whole("a", "b").silence());
        try (GigaChatProvider provider = server.provider("max-connections", "1")) {
            List<StreamEvent> events = events(provider);

            assertThat(last(events).text()).isEqualTo("ab");
            server.chats().get(0).awaitHangUp(Duration.ofSeconds(20));
            assertACallStillWorks(provider);
        }
    }

    @Test
    void aTimeThatIsNoneDoesNotCostTheAnswer() {
        String odd = piece("a").replace("1760000000", "\"yesterday\"");
        server.then(BodySteps.start().send(odd).send(LAST).send(DONE));
        try (GigaChatProvider provider = server.provider("max-connections", "1")) {
            assertThat(last(events(provider)).text()).isEqualTo("a");
        }
    }
}
