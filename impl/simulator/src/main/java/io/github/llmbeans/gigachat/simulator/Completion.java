package io.github.llmbeans.gigachat.simulator;

import jakarta.json.JsonObject;

/** An answer of the chat endpoint, before it is written as one body or as events. */
record Completion(String model, String content, String finishReason, Usage usage, long created) {

    static final String OBJECT = "chat.completion";

    /** Counted tokens. */
    record Usage(int prompt, int completion) {

        JsonObject toJson() {
            return Json.object()
                    .add("prompt_tokens", prompt)
                    .add("completion_tokens", completion)
                    .add("total_tokens", prompt + completion)
                    .add("precached_prompt_tokens", 0)
                    .build();
        }
    }

    JsonObject toJson() {
        return Json.object()
                .add(
                        "choices",
                        Json.array()
                                .add(Json.object()
                                        .add(
                                                "message",
                                                Json.object()
                                                        .add("content", content)
                                                        .add("role", "assistant"))
                                        .add("index", 0)
                                        .add("finish_reason", finishReason)))
                .add("created", created)
                .add("model", model)
                .add("object", OBJECT)
                .add("usage", usage.toJson())
                .build();
    }
}
