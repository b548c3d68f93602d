package io.github.llmbeans.gigachat;

import static io.github.llmbeans.gigachat.StreamServer.DONE;
import static io.github.llmbeans.gigachat.StreamServer.LAST;
import static io.github.llmbeans.gigachat.StreamServer.piece;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.tck.server.BodySteps;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** A rejected token told inside an answer of status 200 is replaced like one that a status 401 tells of. */
@Tag("engine")
@Timeout(120)
class RejectedInsideTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String UNAUTHORIZED = "{\"status\":401,\"message\":\"Token has expired\"}";
    private static final String ANSWER = "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},"
            + "\"index\":0,\"finish_reason\":\"stop\"}]}";

    private final AtomicInteger tokens = new AtomicInteger();
    private volatile int rejectedTokens = 1;
    private volatile int rejectedByStatus;
    private volatile UnaryOperator<BodySteps> beforeError = steps -> steps;
    private volatile UnaryOperator<BodySteps> afterError = steps -> steps;

    private final FakeServer server = FakeServer.start(this::answer);

    private Reply answer(RecordedRequest request) {
        if (request.path().equals("/oauth")) {
            return Reply.json(
                    200, "{\"access_token\":\"token-" + tokens.incrementAndGet() + "\",\"expires_at\":9999999999999}");
        }
        boolean good = number(request) > rejectedTokens;
        if (number(request) <= rejectedByStatus) {
            return Reply.json(401, UNAUTHORIZED);
        }
        if (!streamed(request)) {
            return Reply.json(200, good ? ANSWER : UNAUTHORIZED);
        }
        BodySteps start = BodySteps.start();
        return StreamServer.events(
                good
                        ? start.send(piece("hello")).send(LAST).send(DONE)
                        : afterError.apply(beforeError.apply(start).send("data: " + UNAUTHORIZED + "\n\n")));
    }

    private static int number(RecordedRequest request) {
        return Integer.parseInt(request.header("Authorization").orElseThrow().replace("Bearer token-", ""));
    }

    private static boolean streamed(RecordedRequest request) {
        return request.header("Accept").orElse("").contains("text/event-stream");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private GigaChatProvider provider() {
        return new GigaChatProvider(ProviderConfig.builder("gigachat")
                .apiKey("a2V5OnZlcnktc2VjcmV0")
                .baseUrl(server.uri() + "/v1")
                .authUrl(server.uri() + "/oauth")
                .timeout(LONG)
                .maxRetries(0)
                .option("max-connections", "1")
                .build());
    }

    private List<RecordedRequest> chats() {
        return server.requests().stream()
                .filter(request -> !request.path().equals("/oauth"))
                .toList();
    }

    private static List<String> texts(GigaChatProvider provider) {
        try (BlockingStream<String> stream =
                BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()))) {
            return stream.stream().toList();
        }
    }

    private static List<StreamEvent> events(GigaChatProvider provider) {
        try (BlockingStream<StreamEvent> stream = BlockingStream.of(provider.chatStream(ChatRequest.of("hi")))) {
            return stream.stream().toList();
        }
    }

    @Test
    void aTokenRejectedInTheFirstEventIsReplacedOnceAndTheStreamOpenedOnceMore() {
        try (GigaChatProvider provider = provider()) {
            assertThat(texts(provider)).containsExactly("hello");
            assertThat(chats()).extracting(RejectedInsideTest::number).containsExactly(1, 2);
            assertThat(tokens).hasValue(2);
            chats().get(0).awaitEnding(LONG);

            assertThat(texts(provider)).containsExactly("hello");
            assertThat(chats()).hasSize(3);
            assertThat(tokens).hasValue(2);
        }
    }

    @Test
    void theEventsOfTheSecondStreamAreWholeAndComeOnce() {
        try (GigaChatProvider provider = provider()) {
            assertThat(events(provider)).hasSize(3).first().isInstanceOf(StreamEvent.Started.class);
        }
    }

    @Test
    void aCommentBeforeTheErrorChangesNothing() {
        beforeError = steps -> steps.send(": keep-alive\n\n");
        try (GigaChatProvider provider = provider()) {
            assertThat(texts(provider)).containsExactly("hello");
            assertThat(tokens).hasValue(2);
        }
    }

    @Test
    void aServerThatKeepsTheConnectionAfterTheErrorHoldsNobodyUp() {
        afterError = BodySteps::silence;
        try (GigaChatProvider provider = provider()) {
            assertThat(texts(provider)).containsExactly("hello");
            chats().get(0).awaitHangUp(LONG);
            assertThat(texts(provider)).containsExactly("hello");
        }
    }

    @Test
    void aFreshTokenRejectedInTheFirstEventTooIsAnAuthenticationException() {
        rejectedTokens = Integer.MAX_VALUE;
        try (GigaChatProvider provider = provider()) {
            AuthenticationException failure =
                    catchThrowableOfType(AuthenticationException.class, () -> texts(provider));

            assertThat(failure.status()).hasValue(401);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure).hasMessageContaining("Token has expired").hasMessageContaining("gigachat.credentials");
            assertThat(chats()).extracting(RejectedInsideTest::number).containsExactly(1, 2);

            rejectedTokens = 2;
            assertThat(texts(provider)).containsExactly("hello");
            assertThat(tokens).hasValue(3);
        }
    }

    @Test
    void aTokenRejectedByStatusAndTheFreshOneInTheFirstEventAreAllThatIsTried() {
        rejectedByStatus = 1;
        rejectedTokens = 2;
        try (GigaChatProvider provider = provider()) {
            assertThat(catchThrowableOfType(AuthenticationException.class, () -> texts(provider)))
                    .isNotNull();

            assertThat(chats()).extracting(RejectedInsideTest::number).containsExactly(1, 2);
            assertThat(tokens).hasValue(2);
        }
    }

    @Test
    void aTokenRejectedAfterAPieceEndsTheStreamAndIsNotUsedAgain() {
        beforeError = steps -> steps.send(piece("half"));
        try (GigaChatProvider provider = provider()) {
            ProviderException failure = catchThrowableOfType(ProviderException.class, () -> texts(provider));

            assertThat(failure).isExactlyInstanceOf(AuthenticationException.class);
            assertThat(failure.partialResponse()).isPresent();
            assertThat(chats()).hasSize(1);

            assertThat(texts(provider)).containsExactly("hello");
            assertThat(chats()).extracting(RejectedInsideTest::number).containsExactly(1, 2);
            assertThat(tokens).hasValue(2);
        }
    }

    @Test
    void aTokenRejectedInsideAnAnswerIsReplacedOnceAndTheRequestRepeatedOnce() {
        try (GigaChatProvider provider = provider()) {
            assertThat(provider.generate("hi")).isEqualTo("hello");
            assertThat(chats()).extracting(RejectedInsideTest::number).containsExactly(1, 2);
            assertThat(tokens).hasValue(2);
        }
    }

    @Test
    void aTokenReplacedMeanwhileIsKept() throws Exception {
        Gate late = server.gate();
        beforeError = steps -> steps.pass(late);
        try (GigaChatProvider provider = new GigaChatProvider(ProviderConfig.builder("gigachat")
                .apiKey("a2V5OnZlcnktc2VjcmV0")
                .baseUrl(server.uri() + "/v1")
                .authUrl(server.uri() + "/oauth")
                .timeout(LONG)
                .maxRetries(0)
                .option("max-concurrent-requests", "0")
                .build())) {
            CompletableFuture<List<String>> streamed = OwnThread.call(() -> texts(provider));
            late.awaitArrivals(1, LONG);
            assertThat(provider.generate("hi")).isEqualTo("hello");
            late.open();

            assertThat(streamed.get(30, TimeUnit.SECONDS)).containsExactly("hello");
            assertThat(tokens).hasValue(2);
        }
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#closesBeforeTheAnswer")
    @Test
    void closingTheStreamWhileItIsOpenedOnceMoreFreesItsPlace() throws Exception {
        Gate second = new Gate();
        AtomicInteger opened = new AtomicInteger();
        try (FakeServer slow = FakeServer.start(request -> {
                    Reply reply = answer(request);
                    if (streamed(request) && opened.incrementAndGet() == 2) {
                        second.pass();
                    }
                    return reply;
                });
                GigaChatProvider provider = new GigaChatProvider(ProviderConfig.builder("gigachat")
                        .apiKey("a2V5OnZlcnktc2VjcmV0")
                        .baseUrl(slow.uri() + "/v1")
                        .authUrl(slow.uri() + "/oauth")
                        .timeout(LONG)
                        .option("max-connections", "1")
                        .build())) {
            BlockingStream<String> stream =
                    BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()));
            CompletableFuture<Boolean> more = OwnThread.call(stream::hasNext);
            second.awaitArrivals(1, LONG);

            stream.close();

            assertThat(more.get(30, TimeUnit.SECONDS)).isFalse();
            assertThat(texts(provider)).containsExactly("hello");
            second.open();
        }
    }
}
