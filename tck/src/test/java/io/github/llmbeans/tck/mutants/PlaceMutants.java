package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lose what requests and answers have a place for. */
final class PlaceMutants {
    private PlaceMutants() {}

    static List<Mutant> all() {
        return List.of(
                Edited.asking(
                        "CHT-CLIENT-ID",
                        "the end user is not told",
                        request -> request.toBuilder().clientId(null).build()),
                Edited.asking(
                        "CHT-CALLER-ID",
                        "the caller's id stays with the caller",
                        request -> request.toBuilder().requestId(null).build()),
                answering(
                        "CHT-RESPONSE-SESSION",
                        "the session is not read",
                        answer -> answer.toBuilder().sessionId(null).build()),
                answering("CHT-RESPONSE-CREATED", "seconds are taken for milliseconds", PlaceMutants::inMilliseconds),
                answering("CHT-REASONING", "reasoning stands in front of the text", PlaceMutants::thinkingAloud),
                answering(
                        "CHT-FUNCTION-CALL",
                        "a function call is a complete answer",
                        answer -> answer.functionCall() == null
                                ? answer
                                : answer.toBuilder()
                                        .finishReason(FinishReason.STOP)
                                        .build()),
                answering(
                        "CHT-FUNCTION-STATE",
                        "the state of a function call is not read",
                        answer -> answer.toBuilder().functionStateId(null).build()),
                Edited.sending("CHT-FUNCTION-RESULT", "the call goes back without its arguments", PlaceMutants::bare));
    }

    private static Mutant answering(String id, String what, UnaryOperator<ChatResponse> edit) {
        return Mutant.wrapped(id, what, inner -> new Wrapped(inner) {
            @Override
            public ChatResponse chat(ChatRequest request) {
                return edit.apply(super.chat(request));
            }
        });
    }

    private static ChatResponse inMilliseconds(ChatResponse answer) {
        return answer.created() == null
                ? answer
                : answer.toBuilder()
                        .created(Instant.ofEpochMilli(answer.created().getEpochSecond()))
                        .build();
    }

    private static ChatResponse thinkingAloud(ChatResponse answer) {
        return answer.reasoning() == null
                ? answer
                : answer.toBuilder().text(answer.reasoning() + answer.text()).build();
    }

    private static JsonObjectBuilder bare(JsonObject right, JsonObjectBuilder json) {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        for (JsonObject message : right.getJsonArray("messages").getValuesAs(JsonObject.class)) {
            JsonObject call = message.getJsonObject("call");
            messages.add(
                    call == null
                            ? message
                            : Json.createObjectBuilder(message)
                                    .add("call", Json.createObjectBuilder(call).add("arguments", "{}"))
                                    .build());
        }
        return json.add("messages", messages);
    }
}
