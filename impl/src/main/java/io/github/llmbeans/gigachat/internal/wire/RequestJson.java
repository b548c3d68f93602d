package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of a completion as JSON-B would, at a third of the cost, which every call has to bear. What is {@code null}
 * is left out. Thread-safe.
 */
public final class RequestJson {
    private static final int USUAL_LENGTH = 512;

    private final JsonGeneratorFactory generators;

    public RequestJson(JsonProvider json) {
        this.generators = json.createGeneratorFactory(Map.of());
    }

    /** The body, in UTF-8. */
    public byte[] bytes(CompletionRequest request) {
        StringWriter text = new StringWriter(USUAL_LENGTH); // Bytes would take a buffer of their own to get there.
        try (JsonGenerator json = generators.createGenerator(text)) {
            json.writeStartObject();
            write(json, request);
            json.writeEnd();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, CompletionRequest request) {
        text(json, "model", request.model());
        json.writeStartArray("messages");
        for (WireMessage message : request.messages()) {
            json.writeStartObject();
            write(json, message);
            json.writeEnd();
        }
        json.writeEnd();
        number(json, "temperature", request.temperature());
        number(json, "top_p", request.topP());
        if (request.maxTokens() != null) {
            json.write("max_tokens", request.maxTokens());
        }
        number(json, "repetition_penalty", request.repetitionPenalty());
        truth(json, "stream", request.stream());
        number(json, "update_interval", request.updateInterval());
        truth(json, "profanity_check", request.profanityCheck());
        text(json, "reasoning_effort", request.reasoningEffort());
        text(json, "function_call", request.functionCall());
    }

    private static void write(JsonGenerator json, WireMessage message) {
        text(json, "role", message.role());
        text(json, "content", message.content());
        text(json, "reasoning_content", message.reasoningContent());
        text(json, "name", message.name());
        JsonValue call = message.functionCall();
        if (call != null) {
            json.write("function_call", call);
        }
        text(json, "functions_state_id", message.functionsStateId());
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.write(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Double value) {
        if (value != null) {
            json.write(name, value);
        }
    }

    private static void truth(JsonGenerator json, String name, @Nullable Boolean value) {
        if (value != null) {
            json.write(name, value);
        }
    }
}
