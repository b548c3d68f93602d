package io.github.llmbeans.internal;

import io.github.llmbeans.Message;
import io.github.llmbeans.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order in which messages make sense, whatever the model. */
public final class MessageOrder {
    private MessageOrder() {}

    /** The first violated rule with the index and the role seen, or {@code null} if all are kept. */
    public static @Nullable String violation(List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            String violation = violation(messages, i);
            if (violation != null) {
                return violation;
            }
        }
        Message last = messages.get(messages.size() - 1);
        if (last.role() == Role.SYSTEM) {
            return "a system message must be followed by another message, was the last one: "
                    + seen(messages, messages.size() - 1);
        }
        return callsFunction(last)
                ? "a function call must be followed by the function's result, was the last message: "
                        + seen(messages, messages.size() - 1)
                : null;
    }

    private static @Nullable String violation(List<Message> messages, int i) {
        Role role = messages.get(i).role();
        boolean afterCall = i > 0 && callsFunction(messages.get(i - 1));
        if (role == Role.SYSTEM && i > 0) {
            return "there must be at most one system message, and it must be the first message, was "
                    + seen(messages, i);
        }
        if (role == Role.FUNCTION && !afterCall) {
            return "a function's result must be preceded by the assistant message that calls the function, was "
                    + seen(messages, i) + (i == 0 ? "" : " after " + seen(messages, i - 1));
        }
        if (role != Role.FUNCTION && afterCall) {
            return "a function call must be followed by the function's result, was " + seen(messages, i) + " after "
                    + seen(messages, i - 1);
        }
        return null;
    }

    /** Whether the message waits for the result of a function. */
    public static boolean callsFunction(Message message) {
        return message.functionCall() != null;
    }

    private static String seen(List<Message> messages, int index) {
        return "messages[" + index + "] of role " + messages.get(index).role().text();
    }
}
