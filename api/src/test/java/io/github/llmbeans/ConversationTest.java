package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A conversation asks each question with all that came before. */
@Timeout(60)
class ConversationTest {
    static final ChatResponse CALL = ChatResponse.builder("", "scripted", "a-model")
            .finishReason(FinishReason.FUNCTION_CALL)
            .functionCall(new FunctionCall("weather", "{}"))
            .functionStateId("state")
            .build();

    private final ScriptedProvider llm = new ScriptedProvider();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void eachTurnCarriesTheSystemMessageAndAllThatWasSaid() {
        Conversation conversation = Conversation.builder().system("Be brief").build();

        ChatResponse answer = conversation.say(llm, "one");
        conversation.say(llm, "two");

        assertThat(answer).isSameAs(ScriptedProvider.ANSWER);
        assertThat(llm.requests.get(1).messages())
                .containsExactly(
                        Message.system("Be brief"),
                        Message.user("one"),
                        Message.assistant("an answer"),
                        Message.user("two"));
        assertThat(conversation.messages())
                .containsExactly(
                        Message.user("one"),
                        Message.assistant("an answer"),
                        Message.user("two"),
                        Message.assistant("an answer"));
        assertThat(conversation.system()).isEqualTo("Be brief");
    }

    @Test
    void allTurnsHaveTheSameSessionAndConversationsDoNotShareIt() {
        Conversation conversation = Conversation.builder().build();
        Conversation other = Conversation.builder().build();

        conversation.say(llm, "one");
        conversation.say(llm, "two");
        other.say(llm, "one");

        assertThat(llm.requests)
                .extracting(ChatRequest::sessionId)
                .containsExactly(conversation.sessionId(), conversation.sessionId(), other.sessionId());
        assertThat(UUID.fromString(conversation.sessionId())).isNotEqualTo(UUID.fromString(other.sessionId()));
        assertThat(Conversation.builder().sessionId("mine").build().sessionId()).isEqualTo("mine");
    }

    @Test
    void aProviderWithoutSessionsGetsNone() {
        ScriptedProvider simple = new ScriptedProvider(EnumSet.of(Capability.CHAT_HISTORY));

        Conversation.builder().build().say(simple, "one");

        assertThat(simple.requests.get(0).sessionId()).isNull();
    }

    @Test
    void aTurnMayHaveAModelParametersClientTimeoutAndSessionOfItsOwn() {
        Conversation conversation = Conversation.builder().build();
        GenerationParams params = GenerationParams.builder().temperature(1).build();

        conversation.say(
                llm,
                Message.user("one"),
                how -> how.model("m")
                        .params(params)
                        .clientId("c")
                        .requestId("r")
                        .sessionId("s")
                        .timeout(Duration.ofSeconds(7)));
        conversation.say(llm, "two");

        assertThat(llm.requests.get(0))
                .isEqualTo(new ChatRequest(
                        List.of(Message.user("one")), params, "m", "s", "c", "r", Duration.ofSeconds(7)));
        assertThat(llm.requests.get(1).model()).isNull();
        assertThat(llm.requests.get(1).sessionId()).isEqualTo(conversation.sessionId());
    }

    @Test
    void aTurnsOwnWayMayNotAddMessages() {
        Conversation conversation = Conversation.builder().build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> conversation.say(llm, Message.user("one"), how -> how.user("two")))
                .withMessage("how must not add messages, the request had 1, then 2");
        assertThat(llm.requests).isEmpty();
    }

    @Test
    void aTurnThatFailsChangesNothing() {
        Conversation conversation = Conversation.builder().build();
        conversation.say(llm, "one");
        List<Message> before = conversation.messages();
        llm.failsWith(() -> new InvalidRequestException("no", Failure.of("scripted")));

        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> conversation.say(llm, "two"));
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> conversation.say(llm, " "));
        assertThat(conversation.messages()).isSameAs(before);

        llm.answers(() -> ScriptedProvider.ANSWER);
        conversation.say(llm, "three");
        assertThat(conversation.messages())
                .extracting(Message::content)
                .containsExactly("one", "an answer", "three", "an answer");
    }

    @Test
    void aFunctionCallIsKeptUnchangedAndFollowedByItsResult() {
        Conversation conversation = Conversation.builder().build();
        llm.answers(() -> CALL);
        conversation.say(llm, "How cold?");
        llm.answers(() -> ScriptedProvider.ANSWER);

        conversation.say(llm, Message.function("weather", "{\"t\":-3}"), how -> {});

        assertThat(llm.requests.get(1).messages())
                .containsExactly(
                        Message.user("How cold?"),
                        new Message(Role.ASSISTANT, "", null, new FunctionCall("weather", "{}"), "state"),
                        Message.function("weather", "{\"t\":-3}"));
        assertThat(conversation.messages()).hasSize(4);
    }

    @Test
    void whatDoesNotFollowIsRefusedBeforeAnythingIsAsked() {
        Conversation conversation = Conversation.builder().build();

        assertThatIllegalStateException()
                .isThrownBy(() -> conversation.say(llm, Message.function("weather", "{}"), how -> {}))
                .withMessage("The model waits for no result of a function");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conversation.say(llm, Message.system("s3cret"), how -> {}))
                .withMessage("message must be of role user or function, was of system");
        assertThatNullPointerException()
                .isThrownBy(() -> conversation.say(null, "one"))
                .withMessage("llm must not be null");
        assertThat(llm.requests).isEmpty();

        llm.answers(() -> CALL);
        conversation.say(llm, "How cold?");
        assertThatIllegalStateException()
                .isThrownBy(() -> conversation.say(llm, "And tomorrow?"))
                .withMessageContaining("waits for the result of a function");
        assertThat(llm.requests).hasSize(1);
    }

    @Test
    void theNewestTurnCanBeTakenBackWithTheFunctionCallInIt() {
        Conversation conversation = Conversation.builder().build();
        conversation.say(llm, "one");
        llm.answers(() -> CALL);
        conversation.say(llm, "How cold?");

        assertThat(conversation.forgetLastTurn()).isTrue();
        assertThat(conversation.messages()).extracting(Message::content).containsExactly("one", "an answer");
        assertThat(conversation.forgetLastTurn()).isTrue();
        assertThat(conversation.messages()).isEmpty();
        assertThat(conversation.forgetLastTurn()).isFalse();
    }

    @Test
    void clearingStartsAnewWithTheSameSystemMessageAndSession() {
        Conversation conversation =
                Conversation.builder().system("Be brief").sessionId("mine").build();
        conversation.say(llm, "one");

        conversation.clear();
        conversation.say(llm, "two");

        assertThat(llm.requests.get(1).messages()).containsExactly(Message.system("Be brief"), Message.user("two"));
        assertThat(llm.requests.get(1).sessionId()).isEqualTo("mine");
    }

    @Test
    void aStreamedTurnIsRememberedOnceItIsAnswered() {
        MockProvider mock = new MockProvider();
        Conversation conversation = Conversation.builder().build();
        ConversationTurn turn = conversation.turn(mock, "one");
        assertThat(conversation.messages()).isEmpty();

        try (BlockingStream<StreamEvent> events = BlockingStream.of(mock.chatStream(turn.request()))) {
            for (StreamEvent event : events) {
                if (event instanceof StreamEvent.Finished finished) {
                    assertThat(turn.answered(finished.response())).isTrue();
                }
            }
        }

        assertThat(conversation.messages())
                .containsExactly(Message.user("one"), Message.assistant("Mock response to: one"));
        assertThat(turn.answered(ScriptedProvider.ANSWER)).isFalse();
        assertThat(conversation.messages()).hasSize(2);
        assertThat(turn.toString()).isEqualTo("ConversationTurn[messages=1]");
    }

    @Test
    void ofTurnsSideBySideTheFirstThatIsAnsweredIsRemembered() {
        Conversation conversation = Conversation.builder().build();
        ConversationTurn one = conversation.turn(llm, "one");
        ConversationTurn two = conversation.turn(llm, "two");

        assertThat(two.answered(ScriptedProvider.ANSWER)).isTrue();
        assertThat(one.answered(ScriptedProvider.ANSWER)).isFalse();
        assertThat(conversation.messages()).extracting(Message::content).containsExactly("two", "an answer");
    }

    @Test
    void aTurnThatWasUnderWayWhenTheConversationWasClearedIsNotRemembered() {
        Conversation conversation = Conversation.builder().build();
        llm.answers(() -> {
            conversation.clear();
            return ScriptedProvider.ANSWER;
        });

        assertThat(conversation.say(llm, "one")).isSameAs(ScriptedProvider.ANSWER);

        assertThat(conversation.messages()).isEmpty();
    }

    @Test
    void aSecondQuestionWaitsForTheFirstAnswer() throws Exception {
        Conversation conversation = Conversation.builder().build();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        llm.answers(() -> {
            asked.countDown();
            await(answer);
            return ScriptedProvider.ANSWER;
        });

        Future<ChatResponse> first = threads.submit(() -> conversation.say(llm, "one"));
        await(asked);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Thread> waiting = new AtomicReference<>();
        Future<ChatResponse> second = threads.submit(() -> {
            waiting.set(Thread.currentThread());
            begun.countDown();
            return conversation.say(llm, "two");
        });
        await(begun);
        while (waiting.get().getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        answer.countDown();
        first.get(30, TimeUnit.SECONDS);
        second.get(30, TimeUnit.SECONDS);

        assertThat(llm.requests.get(1).messages())
                .extracting(Message::content)
                .containsExactly("one", "an answer", "two");
    }

    @Test
    void whoeverWaitsForTheTurnBeforeCanBeInterrupted() throws Exception {
        Conversation conversation = Conversation.builder().build();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        llm.answers(() -> {
            asked.countDown();
            await(answer);
            return ScriptedProvider.ANSWER;
        });
        Future<ChatResponse> first = threads.submit(() -> conversation.say(llm, "one"));
        await(asked);

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(ProviderInterruptedException.class)
                .isThrownBy(() -> conversation.say(llm, "two"))
                .satisfies(e -> assertThat(e.attempts()).isZero());
        assertThat(Thread.interrupted()).isTrue();
        answer.countDown();
        first.get(30, TimeUnit.SECONDS);
        assertThat(llm.requests).hasSize(1);
    }

    @Test
    void whatWasSaidIsNotInToString() {
        Conversation conversation = Conversation.builder()
                .system("s3cret")
                .sessionId("mine")
                .maxMessages(9)
                .build();
        conversation.say(llm, "s3cret");

        assertThat(conversation).hasToString("Conversation[messages=2, sessionId=mine, maxMessages=9, maxTokens=null]");
    }

    @Test
    void settingsAndEarlierMessagesAreChecked() {
        ConversationBuilder builder = Conversation.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.system(" "))
                .withMessageContaining("system");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.sessionId("ключ"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxMessages(0))
                .withMessage("maxMessages must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxTokens(0))
                .withMessage("maxTokens must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.messages(List.of(Message.assistant("a"))))
                .withMessage("messages[0] must be of role user, was of assistant");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.messages(List.of(Message.user("a"))))
                .withMessage("messages[0] must be of role assistant, was of user");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder.messages(List.of(Message.user("a"), Message.system("s"), Message.assistant("b"))))
                .withMessageContaining("messages[1] of role system");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.messages(
                        List.of(Message.user("a"), Message.assistant(CALL), Message.user("b"), Message.assistant("c"))))
                .withMessageContaining("a function call must be followed by the function's result");
    }

    @Test
    void aConversationGoesOnWithEarlierMessages() {
        Conversation conversation = Conversation.builder()
                .messages(List.of(Message.user("one"), Message.assistant(CALL)))
                .build();

        conversation.say(llm, Message.function("weather", "{}"), how -> {});

        assertThat(llm.requests.get(0).messages()).hasSize(3);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
