package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** Writes an answer of the kit as a stream: at once, since the kit holds and cuts it by itself. */
final class DialectStream {

    private DialectStream() {}

    static Reply of(List<String> pieces, Answer answer) {
        StringBuilder events = new StringBuilder();
        if (answer.reasoning() != null) {
            JsonObjectBuilder delta = Json.object().add("reasoning_content", answer.reasoning());
            events.append(Events.data(body(Json.object().add("delta", delta).add("index", 0), answer, false)));
        }
        for (int i = 0; i < pieces.size(); i++) {
            JsonObjectBuilder delta = Json.object().add("content", pieces.get(i));
            if (i == 0) {
                delta.add("role", "assistant");
            }
            events.append(Events.data(body(Json.object().add("delta", delta).add("index", 0), answer, false)));
        }
        JsonObjectBuilder end = Json.object().add("content", "");
        addCall(end, answer);
        JsonObjectBuilder last =
                Json.object().add("delta", end).add("index", 0).add("finish_reason", answer.finishReason());
        events.append(Events.data(body(last, answer, true))).append(Events.DONE);
        Reply reply = Reply.of(200).header("Content-Type", "text/event-stream").body(events.toString());
        return withIds(reply, answer);
    }

    /** The ids are headers. */
    static Reply withIds(Reply reply, Answer answer) {
        Reply named = reply.header("X-Request-Id", answer.requestId());
        return answer.sessionId() == null ? named : named.header("X-Session-Id", answer.sessionId());
    }

    /** The arguments are an object on the wire. */
    static void addCall(JsonObjectBuilder message, Answer answer) {
        FunctionCall call = answer.functionCall();
        if (call != null) {
            message.add(
                    "function_call",
                    Json.object()
                            .add("name", call.name())
                            .add("arguments", Json.readObject(call.arguments()).orElseThrow()));
        }
        if (answer.functionStateId() != null) {
            message.add("functions_state_id", answer.functionStateId());
        }
    }

    /** An answer or a piece of it around one choice. */
    static String body(JsonObjectBuilder choice, Answer answer, boolean withUsage) {
        JsonObjectBuilder body = Json.object().add("choices", Json.array().add(choice));
        if (answer.created() != null) {
            body.add("created", answer.created().getEpochSecond());
        }
        body.add("model", answer.model()).add("object", Completion.OBJECT);
        Usage usage = answer.usage();
        if (withUsage && usage != null) {
            body.add(
                    "usage",
                    Json.object()
                            .add("prompt_tokens", usage.promptTokens())
                            .add("completion_tokens", usage.completionTokens())
                            .add("total_tokens", usage.totalTokens())
                            .add("precached_prompt_tokens", usage.cachedPromptTokens()));
        }
        return body.build().toString();
    }
}
