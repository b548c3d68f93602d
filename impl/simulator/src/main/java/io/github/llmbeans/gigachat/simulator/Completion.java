package io.github.llmbeans.gigachat.simulator;

import jakarta.json.JsonObject;

/** An answer of the chat endpoint, before it is written as one body or as events. */
record Completion(String model, Said said, String finishReason, Usage usage, long created) {

    static final String OBJECT = "chat.completion";

    /** Counted tokens. */
    record Usage(int prompt, int completion, int precached) {

        JsonObject toJson() {
            return Json.object()
                    .add("prompt_tokens", prompt)
                    .add("completion_tokens", completion)
                    .add("total_tokens", prompt + completion)
                    .add("precached_prompt_tokens", precached)
                    .build();
        }
    }

    /** An answer whose model, counts and time are made up. */
    static Completion sample(String content, String finishReason) {
        return new Completion(
                "GigaChat-2-Max:2.0.30.01", Said.text(content), finishReason, new Usage(28, 9, 0), 1_790_000_000L);
    }

    JsonObject toJson() {
        return Json.object()
                .add(
                        "choices",
                        Json.array()
                                .add(Json.object()
                                        .add("message", said.toJson())
                                        .add("index", 0)
                                        .add("finish_reason", finishReason)))
                .add("created", created)
                .add("model", model)
                .add("object", OBJECT)
                .add("usage", usage.toJson())
                .build();
    }
}
