package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** Writes an answer of the kit as a stream: at once, since the kit holds and cuts it by itself. */
final class DialectStream {

    private static final long CREATED = 1_790_000_000L;

    private DialectStream() {}

    static Reply of(List<String> pieces, Answer answer) {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            JsonObjectBuilder delta = Json.object().add("content", pieces.get(i));
            if (i == 0) {
                delta.add("role", "assistant");
            }
            events.append(Events.data(body(Json.object().add("delta", delta).add("index", 0), answer, false)));
        }
        JsonObjectBuilder last = Json.object()
                .add("delta", Json.object().add("content", ""))
                .add("index", 0)
                .add("finish_reason", answer.finishReason());
        events.append(Events.data(body(last, answer, true))).append(Events.DONE);
        return Reply.of(200)
                .header("Content-Type", "text/event-stream")
                .header("X-Request-Id", answer.requestId())
                .body(events.toString());
    }

    /** An answer or a piece of it around one choice. */
    static String body(JsonObjectBuilder choice, Answer answer, boolean withUsage) {
        JsonObjectBuilder body = Json.object()
                .add("choices", Json.array().add(choice))
                .add("created", CREATED)
                .add("model", answer.model())
                .add("object", Completion.OBJECT);
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
