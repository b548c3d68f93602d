package io.github.llmbeans.gigachat.simulator;

import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chunks of an answer as server-sent events: {@code data:} lines, each followed by an empty one. */
final class Events {

    static final String DONE = data("[DONE]");
    static final String KEEP_ALIVE = ": keep-alive\n\n";

    private static final int WORDS_IN_A_PIECE = 3;

    private Events() {}

    static String data(String text) {
        return "data: " + text + "\n\n";
    }

    /** A chunk in the middle of an answer, or the last one if it has a finish reason. */
    static String chunk(Completion answer, JsonObjectBuilder delta, @Nullable String finishReason) {
        JsonObjectBuilder choice = Json.object().add("delta", delta).add("index", 0);
        if (finishReason != null) {
            choice.add("finish_reason", finishReason);
        }
        JsonObjectBuilder chunk = Json.object()
                .add("choices", Json.array().add(choice))
                .add("created", answer.created())
                .add("model", answer.model())
                .add("object", Completion.OBJECT);
        if (finishReason != null) {
            chunk.add("usage", answer.usage().toJson());
        }
        return data(chunk.build().toString());
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
}
