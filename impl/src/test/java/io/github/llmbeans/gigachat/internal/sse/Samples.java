package io.github.llmbeans.gigachat.internal.sse;

import java.util.List;

/** Streams as GigaChat sends them, and some that it might; all invented. */
final class Samples {
    /** A plain answer. */
    static final String ANSWER = """
            data: {"choices":[{"delta":{"content":"Раз, ","role":"assistant"},"index":0}],"created":1790000010,"model":"GigaChat-2-Max:2.0.30.01","object":"chat.completion"}

            data: {"choices":[{"delta":{"content":"два, "},"index":0}],"created":1790000010,"model":"GigaChat-2-Max:2.0.30.01","object":"chat.completion"}

            data: {"choices":[{"delta":{"content":"три 🐣."},"index":0}],"created":1790000010,"model":"GigaChat-2-Max:2.0.30.01","object":"chat.completion"}

            data: {"choices":[{"delta":{"content":""},"index":0,"finish_reason":"stop"}],"created":1790000010,"model":"GigaChat-2-Max:2.0.30.01","object":"chat.completion","usage":{"prompt_tokens":17,"completion_tokens":8,"total_tokens":25,"precached_prompt_tokens":2}}

            data: [DONE]

            """;

    /** An answer that ends too early, behind a blank line. */
    static final String WITHOUT_END = ANSWER.substring(0, ANSWER.indexOf("data:", ANSWER.indexOf("два")));

    /** A function call, complete in one piece. */
    static final String FUNCTION_CALL = """
            data: {"choices":[{"delta":{"content":"","role":"assistant","function_call":{"name":"weather_forecast","arguments":{"location":"Москва","num_days":3}},"functions_state_id":"0199e210-0000-744c-8fe5-000000000003"},"index":0}],"created":1790000010,"model":"GigaChat-2-Max:2.0.30.01","object":"chat.completion"}

            data: {"choices":[{"delta":{"content":""},"index":0,"finish_reason":"function_call"}],"created":1790000010,"model":"GigaChat-2-Max:2.0.30.01","object":"chat.completion","usage":{"prompt_tokens":140,"completion_tokens":24,"total_tokens":164,"precached_prompt_tokens":0}}

            data: [DONE]

            """;

    /** Progress of a function of the server, with mark-up in the answer. */
    static final String FUNCTION_IN_PROGRESS = """
            data: {"choices":[{"delta":{"content":"20","role":"function_in_progress","name":"text2image","created":1790000011},"index":0}],"created":1790000010,"model":"GigaChat-2-Max:2.0.30.01","object":"chat.completion"}

            data: {"choices":[{"delta":{"content":"<img src=\\"6f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b\\" fuse=\\"true\\"/> Вот рисунок.","role":"assistant"},"index":0}],"created":1790000010,"model":"GigaChat-2-Max:2.0.30.01","object":"chat.completion"}

            data: {"choices":[{"delta":{"content":""},"index":0,"finish_reason":"stop"}],"created":1790000010,"model":"GigaChat-2-Max:2.0.30.01","object":"chat.completion","usage":{"prompt_tokens":626,"completion_tokens":43,"total_tokens":669,"precached_prompt_tokens":3}}

            data: [DONE]

            """;

    /** The second version of the API: named events and no mark at the end. */
    static final String NAMED_EVENTS = """
            event: response.message.delta
            data: {"model":"GigaChat-2-Max:2.0.30.01","created_at":1790000032,"messages":[{"role":"assistant","content":[{"text":"Раз, два, "}]}]}

            event: response.message.delta
            data: {"model":"GigaChat-2-Max:2.0.30.01","created_at":1790000032,"messages":[{"role":"assistant","content":[{"text":"три."}]}]}

            event: response.message.done
            data: {"model":"GigaChat-2-Max:2.0.30.01","created_at":1790000033,"finish_reason":"stop","usage":{"input_tokens":36,"output_tokens":7,"total_tokens":43}}

            """;

    /** A bit of everything, short. */
    static final String MIXED =
            "\uFEFF: да\r\ndata:a\rdata: б\n\r\n:x\revent:e\nid: 7\ndata\r\r\n\r\nretry:1\nзря: 1\n\ndata: 🐣\r\ndata:  к";

    static final List<String> ALL =
            List.of(ANSWER, WITHOUT_END, FUNCTION_CALL, FUNCTION_IN_PROGRESS, NAMED_EVENTS, MIXED);

    private Samples() {}
}
