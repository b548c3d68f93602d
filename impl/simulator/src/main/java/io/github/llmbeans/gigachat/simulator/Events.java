package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.Reply;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/** The same answer as server-sent events: {@code data:} lines, each followed by an empty one. */
final class Events {

    static final String DONE = "data: [DONE]\n\n";

    private static final int WORDS_IN_A_PIECE = 3;

    private Events() {}

    static Reply reply(String body) {
        return Reply.of(200).header("Content-Type", "text/event-stream").body(body);
    }

    static String of(Completion answer, List<String> pieces) {
        JsonObject last = chunk(answer, Json.object().add("content", ""), answer.finishReason())
                .add("usage", answer.usage().toJson())
                .build();
        return pieces(answer, pieces) + line(last);
    }

    static String pieces(Completion answer, List<String> pieces) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            JsonObjectBuilder delta = Json.object().add("content", pieces.get(i));
            if (i == 0) {
                delta.add("role", "assistant");
            }
            body.append(line(chunk(answer, delta, "").build()));
        }
        return body.toString();
    }

    /** Pieces of a few words each; put together they are the text again. */
    static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        int words = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ' ') {
                words++;
                if (words == WORDS_IN_A_PIECE) {
                    pieces.add(text.substring(from, i + 1));
                    from = i + 1;
                    words = 0;
                }
            }
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return pieces;
    }

    private static JsonObjectBuilder chunk(Completion answer, JsonObjectBuilder delta, String finishReason) {
        JsonObjectBuilder choice = Json.object().add("delta", delta).add("index", 0);
        if (!finishReason.isEmpty()) {
            choice.add("finish_reason", finishReason);
        }
        return Json.object()
                .add("choices", Json.array().add(choice))
                .add("created", answer.created())
                .add("model", answer.model())
                .add("object", Completion.OBJECT);
    }

    private static String line(JsonObject chunk) {
        return "data: " + chunk + "\n\n";
    }
}
