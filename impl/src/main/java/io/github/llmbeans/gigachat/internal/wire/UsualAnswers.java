package io.github.llmbeans.gigachat.internal.wire;

import io.github.llmbeans.gigachat.internal.wire.UsualJson.Unusual;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of the shape in which GigaChat sends them (GigaChat REST reference §2.4 and §3.1), several times faster than
 * JSON-B can: a piece of a stream is a whole document. What has any other shape is left to JSON-B, so nothing is understood
 * here that JSON-B would not understand in the same way.
 */
public final class UsualAnswers {
    private final UsualJson json;

    private UsualAnswers(JsonParser parser) {
        this.json = new UsualJson(parser);
    }

    /** A whole answer, or {@code null} if its shape is not the usual one. */
    public static @Nullable CompletionResponse completion(JsonParser parser) {
        return read(parser, UsualAnswers::completion);
    }

    /** An event of a stream, or {@code null} if its shape is not the usual one. */
    public static @Nullable StreamChunk chunk(JsonParser parser) {
        return read(parser, UsualAnswers::chunk);
    }

    private static <T> @Nullable T read(JsonParser parser, Function<UsualAnswers, T> reader) {
        try {
            UsualAnswers answers = new UsualAnswers(parser);
            UsualJson.require(answers.json.object());
            T answer = reader.apply(answers);
            answers.json.end();
            return answer;
        } catch (RuntimeException somethingElse) {
            return null;
        }
    }

    private CompletionResponse completion() {
        List<CompletionResponse.Choice> choices = null;
        String model = null;
        WireUsage usage = null;
        JsonValue created = null;
        for (String name = json.member(); name != null; name = json.member()) {
            switch (name) {
                case "choices" -> choices = json.list(this::choice);
                case "model" -> model = json.text();
                case "usage" -> usage = usage();
                case "created" -> created = json.number();
                default -> json.skip();
            }
        }
        return new CompletionResponse(choices, model, usage, created);
    }

    private CompletionResponse.Choice choice() {
        WireMessage message = null;
        String reason = null;
        for (String name = json.member(); name != null; name = json.member()) {
            switch (name) {
                case "message" -> message = message();
                case "finish_reason" -> reason = json.text();
                default -> json.skip();
            }
        }
        return new CompletionResponse.Choice(message, reason);
    }

    private @Nullable WireMessage message() {
        StreamChunk.Delta said = delta();
        return said == null
                ? null
                : new WireMessage(
                        said.role(),
                        said.content(),
                        said.reasoningContent(),
                        said.name(),
                        null,
                        said.functionsStateId());
    }

    private StreamChunk chunk() {
        List<StreamChunk.Choice> choices = null;
        String model = null;
        JsonValue created = null;
        WireUsage usage = null;
        for (String name = json.member(); name != null; name = json.member()) {
            switch (name) {
                case "choices" -> choices = json.list(this::part);
                case "model" -> model = json.text();
                case "created" -> created = json.number();
                case "usage" -> usage = usage();
                default -> json.skip();
            }
        }
        return new StreamChunk(choices, model, created, usage);
    }

    private StreamChunk.Choice part() {
        StreamChunk.Delta delta = null;
        String reason = null;
        for (String name = json.member(); name != null; name = json.member()) {
            switch (name) {
                case "delta" -> delta = delta();
                case "finish_reason" -> reason = json.text();
                default -> json.skip();
            }
        }
        return new StreamChunk.Choice(delta, reason);
    }

    /** A function call is no usual value: whoever has one is read by JSON-B. */
    private StreamChunk.@Nullable Delta delta() {
        if (!json.object()) {
            return null;
        }
        String role = null;
        String content = null;
        String reasoning = null;
        String function = null;
        String state = null;
        for (String name = json.member(); name != null; name = json.member()) {
            switch (name) {
                case "role" -> role = json.text();
                case "content" -> content = json.text();
                case "reasoning_content" -> reasoning = json.text();
                case "name" -> function = json.text();
                case "functions_state_id" -> state = json.text();
                case "function_call" -> throw Unusual.IT_IS;
                default -> json.skip();
            }
        }
        return new StreamChunk.Delta(role, content, reasoning, function, null, state);
    }

    private @Nullable WireUsage usage() {
        if (!json.object()) {
            return null;
        }
        Long prompt = null;
        Long completion = null;
        Long total = null;
        Long cached = null;
        for (String name = json.member(); name != null; name = json.member()) {
            switch (name) {
                case "prompt_tokens" -> prompt = json.count();
                case "completion_tokens" -> completion = json.count();
                case "total_tokens" -> total = json.count();
                case "precached_prompt_tokens" -> cached = json.count();
                default -> json.skip();
            }
        }
        return new WireUsage(prompt, completion, total, cached);
    }
}
