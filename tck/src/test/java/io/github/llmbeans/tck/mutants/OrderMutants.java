package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Message;
import io.github.llmbeans.Role;
import io.github.llmbeans.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;

/** Put messages into an order of their own. */
final class OrderMutants {
    private OrderMutants() {}

    static List<Mutant> all() {
        return List.of(
                chatting("CHT-ORDER-SYSTEM", "system messages are put together", OrderMutants::together),
                chatting("CHT-ORDER-CALL", "a missing result is made up", OrderMutants::answered),
                chatting(
                        "CHT-ORDER-RESULT",
                        "a result without its call is taken for the user's word",
                        OrderMutants::said),
                Mutant.wrapped(
                        "CHT-ORDER-EVERYWHERE",
                        "a stream takes a result without its call for the user's word",
                        inner -> new Wrapped(inner) {
                            @Override
                            public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
                                return super.chatStream(with(request, OrderMutants::said));
                            }
                        }),
                Mutant.wrapped(
                        "CHT-ORDER-EVERYWHERE",
                        "an asynchronous call takes a result without its call for the user's word",
                        inner -> new Wrapped(inner) {
                            @Override
                            public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
                                return super.chatAsync(request == null ? null : with(request, OrderMutants::said));
                            }
                        }));
    }

    private static Mutant chatting(String id, String what, UnaryOperator<List<Message>> order) {
        return Mutant.wrapped(id, what, inner -> new Wrapped(inner) {
            @Override
            public ChatResponse chat(ChatRequest request) {
                return super.chat(request == null ? null : with(request, order));
            }
        });
    }

    private static ChatRequest with(ChatRequest request, UnaryOperator<List<Message>> order) {
        return Dropped.withMessages(request, order.apply(request.messages()));
    }

    private static List<Message> together(List<Message> messages) {
        List<String> system = new ArrayList<>();
        List<Message> others = new ArrayList<>();
        for (Message message : messages) {
            if (message.role() == Role.SYSTEM) {
                system.add(message.content());
            } else {
                others.add(message);
            }
        }
        if (!system.isEmpty()) {
            others.add(0, Message.system(String.join("\n", system)));
        }
        return others;
    }

    private static List<Message> answered(List<Message> messages) {
        List<Message> all = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            all.add(message);
            boolean last = i == messages.size() - 1;
            if (message.functionCall() != null && (last || messages.get(i + 1).role() != Role.FUNCTION)) {
                all.add(0, Message.user("Call it."));
                all.add(Message.function(message.functionCall().name(), "{}"));
            }
        }
        return all;
    }

    private static List<Message> said(List<Message> messages) {
        List<Message> all = new ArrayList<>();
        for (Message message : messages) {
            boolean called = !all.isEmpty() && all.get(all.size() - 1).functionCall() != null;
            all.add(message.role() == Role.FUNCTION && !called ? Message.user(message.content()) : message);
        }
        return all;
    }
}
