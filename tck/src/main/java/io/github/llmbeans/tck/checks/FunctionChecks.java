package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.Message;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;

/** A model that wants a function called, and gets its result. */
final class FunctionChecks {
    private static final FunctionCall CALL = new FunctionCall("tck_weather", "{\"city\":\"Уфа\",\"days\":2}");
    private static final String STATE = "tck-state-7";
    private static final String RESULT = "{\"rain\": true}";

    private FunctionChecks() {}

    @Proves(
            value = "CHT-FUNCTION-CALL",
            needs = {Need.CHOSEN_ANSWER, Need.FUNCTION_CALLS})
    static void aFunctionCallIsAnAnswer(Stage stage) {
        stage.model().always(new Situation.Answers(calling(stage, null)));
        isTheCall(ask(stage, ChatRequest.of("Is it raining?")));
    }

    @Proves(
            value = "STR-FUNCTION-CALL",
            needs = {Need.HTTP, Need.FUNCTION_CALLS})
    static void aFunctionCallIsAnAnswerOfAStream(Stage stage) {
        stage.model().always(new Situation.Streams(List.of(), calling(stage, null)));
        isTheCall(Events.of(stage, stage.provider()).finished());
    }

    @Proves(
            value = "CHT-FUNCTION-STATE",
            needs = {Need.CHOSEN_ANSWER, Need.FUNCTION_STATE})
    static void theStateOfACallIsTold(Stage stage) {
        stage.model().always(new Situation.Answers(calling(stage, STATE)));
        Expect.equal(
                "functionStateId()",
                STATE,
                ask(stage, ChatRequest.of("Is it raining?")).functionStateId());
    }

    @Proves(
            value = "CHT-FUNCTION-STATE",
            needs = {Need.CHOSEN_ANSWER, Need.RECORDING, Need.FUNCTION_STATE})
    static void theStateOfACallGoesBack(Stage stage) {
        Expect.equal(
                "the state at the model",
                STATE,
                resultAtTheModel(stage, STATE).get(1).functionStateId());
    }

    @Proves(
            value = "CHT-FUNCTION-RESULT",
            needs = {Need.CHOSEN_ANSWER, Need.RECORDING, Need.FUNCTION_CALLS})
    static void callAndResultReachTheModel(Stage stage) {
        List<Message> messages = resultAtTheModel(stage, null);
        Expect.equal(
                "the messages at the model",
                List.of("user: Is it raining?", "assistant: ", "function: " + RESULT),
                messages.stream()
                        .map(message -> message.role().text() + ": " + message.content())
                        .toList());
        Expect.equal("the function call at the model", CALL, messages.get(1).functionCall());
        Expect.equal(
                "the name of the result at the model",
                CALL.name(),
                messages.get(2).name());
    }

    private static List<Message> resultAtTheModel(Stage stage, String state) {
        stage.model()
                .next(new Situation.Answers(calling(stage, state)))
                .afterwards(new Situation.Answers(stage.usual()));
        ChatRequest first = ChatRequest.of("Is it raining?");
        Message call = Message.assistant(ask(stage, first));
        ask(
                stage,
                first.toBuilder()
                        .message(call)
                        .message(Message.function(CALL.name(), RESULT))
                        .build());
        List<Message> messages = Said.last(stage).messages();
        Expect.equal("the number of messages at the model", 3, messages.size());
        return messages;
    }

    private static void isTheCall(ChatResponse answer) {
        Expect.equal("functionCall()", CALL, answer.functionCall());
        Expect.equal("the finish reason", FinishReason.FUNCTION_CALL, answer.finishReason());
        Expect.equal("the text of the answer", "", answer.text());
    }

    private static Answer calling(Stage stage, String state) {
        return stage.usual()
                .withText("")
                .withFinishReason(stage.word(FinishReason.FUNCTION_CALL))
                .withFunctionCall(CALL, state);
    }

    private static ChatResponse ask(Stage stage, ChatRequest request) {
        return Expect.answered(() -> stage.provider().chat(request));
    }
}
