package io.github.llmbeans.tck.checks;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.Message;
import io.github.llmbeans.Role;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Messages in an order that makes no sense, whatever the model. */
final class OrderChecks {
    private static final Message SYSTEM = Message.system("Be brief.");
    private static final Message USER = Message.user("Is it raining?");
    private static final Message CALL =
            new Message(Role.ASSISTANT, "Let me see.", null, new FunctionCall("tck_weather", "{}"), null);
    private static final Message RESULT = Message.function("tck_weather", "{\"rain\":true}");

    private OrderChecks() {}

    @Proves("CHT-ORDER-SYSTEM")
    static void aSecondSystemMessageIsRefused(Stage stage) {
        refused(stage, 1, SYSTEM, SYSTEM, USER);
    }

    @Proves("CHT-ORDER-SYSTEM")
    static void aLateSystemMessageIsRefused(Stage stage) {
        refused(stage, 1, USER, SYSTEM);
        if (stage.declares(Capability.CHAT_HISTORY)) {
            refused(stage, 2, USER, Message.assistant("It is."), SYSTEM, USER);
        }
    }

    @Proves("CHT-ORDER-SYSTEM")
    static void aSystemMessageAloneIsRefused(Stage stage) {
        refused(stage, 0, SYSTEM);
    }

    @Proves(value = "CHT-ORDER-SYSTEM", needs = Need.RECORDING)
    static void nothingIsSentForASystemMessageOutOfOrder(Stage stage) {
        notSent(stage, List.of(SYSTEM, SYSTEM, USER), List.of(USER, SYSTEM), List.of(SYSTEM));
    }

    @Proves("CHT-ORDER-CALL")
    static void aFunctionCallWithoutItsResultIsRefused(Stage stage) {
        refused(stage, 0, CALL);
        if (stage.declares(Capability.CHAT_HISTORY)) {
            refused(stage, 1, USER, CALL);
            refused(stage, 1, USER, CALL, USER);
        }
    }

    @Proves(value = "CHT-ORDER-CALL", needs = Need.RECORDING)
    static void nothingIsSentForAFunctionCallWithoutItsResult(Stage stage) {
        notSent(stage, List.of(CALL), List.of(USER, CALL, USER));
    }

    @Proves("CHT-ORDER-RESULT")
    static void aResultWithoutItsFunctionCallIsRefused(Stage stage) {
        refused(stage, 0, RESULT);
        if (stage.declares(Capability.CHAT_HISTORY)) {
            refused(stage, 1, USER, RESULT);
            refused(stage, 3, USER, CALL, RESULT, RESULT);
        }
    }

    @Proves(value = "CHT-ORDER-RESULT", needs = Need.RECORDING)
    static void nothingIsSentForAResultWithoutItsFunctionCall(Stage stage) {
        notSent(stage, List.of(RESULT), List.of(USER, RESULT));
    }

    @Proves("CHT-ORDER-EVERYWHERE")
    static void anAsynchronousCallRefusesThemToo(Stage stage) {
        for (Message alone : List.of(CALL, RESULT)) {
            Ended<?> ended = Later.of(stage, () -> stage.provider().chatAsync(of(alone)));
            Expect.failure(InvalidRequestException.class, ended);
        }
    }

    @Proves("CHT-ORDER-EVERYWHERE")
    static void aStreamRefusesThemToo(Stage stage) {
        for (Message alone : List.of(CALL, RESULT)) {
            Events.of(stage, stage.provider(), of(alone)).texts().failed(InvalidRequestException.class);
        }
    }

    @Proves(value = "CHT-ORDER-EVERYWHERE", needs = Need.RECORDING)
    static void nothingIsSentOnAnyWay(Stage stage) {
        Later.of(stage, () -> stage.provider().chatAsync(of(RESULT)));
        Events.of(stage, stage.provider(), of(RESULT)).texts().awaitEnd();
        Expect.equal(
                "the number of requests that reach the model", 0, stage.asked().size());
    }

    /** By the index of the message that is wrong, or of one beside it, and the role that stands there. */
    private static void refused(Stage stage, int index, Message... messages) {
        InvalidRequestException refusal = Expect.failure(
                InvalidRequestException.class, () -> stage.provider().chat(of(messages)));
        Expect.equal("the attempts of a call that is refused before it is sent", 0, refusal.attempts());
        String text = String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT);
        String role = messages[index].role().text();
        boolean named =
                Pattern.compile("(?<!\\d)" + index + "(?!\\d)").matcher(text).find() && text.contains(role);
        Expect.that("a message that names the index " + index + " and the role " + role, named, text);
    }

    @SafeVarargs
    private static void notSent(Stage stage, List<Message>... requests) {
        for (List<Message> messages : requests) {
            Ended.of(() -> stage.provider().chat(of(messages.toArray(new Message[0]))));
        }
        Expect.equal(
                "the number of requests that reach the model", 0, stage.asked().size());
    }

    private static ChatRequest of(Message... messages) {
        return ChatRequest.builder().messages(List.of(messages)).build();
    }
}
