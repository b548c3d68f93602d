package io.github.llmbeans;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a conversation goes into the next request: as many of the newest turns as fit the bounds, and the newest one in
 * any case. A turn begins with a message of the user, so a call stays with its result.
 */
record ConversationWindow(
        @Nullable String system, int maxMessages, @Nullable Integer maxTokens, TokenMemory tokens) {

    /** The end of the messages, from the beginning of a turn. */
    List<Message> newest(BaseProvider llm, List<Message> messages) {
        int first = firstByMessages(messages);
        if (maxTokens != null) {
            first = firstByTokens(llm, messages, first, maxTokens);
        }
        return List.copyOf(messages.subList(first, messages.size()));
    }

    private int firstByMessages(List<Message> messages) {
        int room = maxMessages - (system == null ? 0 : 1);
        int first = 0;
        while (messages.size() - first > room && nextTurn(messages, first) < messages.size()) {
            first = nextTurn(messages, first);
        }
        return first;
    }

    private int firstByTokens(BaseProvider llm, List<Message> messages, int from, int bound) {
        if (!llm.info().can(Capability.TOKEN_COUNT)) {
            throw UnsupportedCapabilityException.untried(
                    llm.info().name(), "maxTokens of a conversation", Capability.TOKEN_COUNT);
        }
        List<String> texts = new ArrayList<>();
        texts.add(system == null ? "" : system);
        messages.subList(from, messages.size()).forEach(message -> texts.add(text(message)));
        List<Integer> counts = tokens.counts(llm, texts);
        long sum = counts.stream().mapToLong(Integer::longValue).sum();
        int first = from;
        while (sum > bound && nextTurn(messages, first) < messages.size()) {
            int next = nextTurn(messages, first);
            for (int i = first; i < next; i++) {
                sum -= counts.get(i - from + 1);
            }
            first = next;
        }
        return first;
    }

    private static String text(Message message) {
        FunctionCall call = message.functionCall();
        return call == null ? message.content() : message.content() + call.name() + call.arguments();
    }

    private static int nextTurn(List<Message> messages, int from) {
        int next = from + 1;
        while (next < messages.size() && messages.get(next).role() != Role.USER) {
            next++;
        }
        return next;
    }

    /** A copy that is no other list, however empty: a history is told from another one by its identity. */
    static List<Message> ownList(List<Message> messages) {
        return Collections.unmodifiableList(new ArrayList<>(messages));
    }

    /** All turns but the newest. */
    static List<Message> withoutLastTurn(List<Message> messages) {
        int last = messages.size() - 1;
        while (last > 0 && messages.get(last).role() != Role.USER) {
            last--;
        }
        return ownList(messages.subList(0, Math.max(0, last)));
    }
}
