package io.github.llmbeans.sample.rest;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatRequestBuilder;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.GenerationParamsBuilder;
import io.github.llmbeans.Message;
import io.github.llmbeans.Role;
import io.github.llmbeans.sample.conversation.ConversationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns JSON bodies into requests of the contract. Whatever does not fit is an {@link InvalidBodyException}. */
public final class Requests {
    private Requests() {}

    static ChatRequest generate(JsonBody body) {
        body.allowOnly("prompt", "params", "model");
        return built(body, ChatRequest.builder().user(body.text("prompt")));
    }

    static ChatRequest opinions(JsonBody body) {
        body.allowOnly("prompt", "params");
        return built(body, ChatRequest.builder().user(body.text("prompt")));
    }

    /**
     * A conversation that the caller keeps.
     *
     * @param body {@code messages}, and if wanted {@code params}, {@code model} and {@code sessionId}
     * @return the request
     * @throws InvalidBodyException if the body does not fit
     */
    public static ChatRequest chat(JsonBody body) {
        body.allowOnly("messages", "params", "model", "sessionId");
        List<Message> messages =
                body.objects("messages").stream().map(Requests::message).toList();
        if (messages.isEmpty()) {
            throw new InvalidBodyException("messages must hold at least one message, was empty");
        }
        return built(body, ChatRequest.builder().messages(messages));
    }

    static String prompt(JsonBody body) {
        body.allowOnly("prompt");
        return spoken(body);
    }

    /**
     * The next question of a conversation that the server keeps.
     *
     * @param body {@code prompt}, and if wanted {@code params}, {@code model} and {@code again}
     * @return the request, with the question as its only message
     * @throws InvalidBodyException if the body does not fit
     */
    public static ChatRequest question(JsonBody body) {
        body.allowOnly("prompt", "params", "model", "again");
        return built(body, ChatRequest.builder().user(spoken(body)));
    }

    /** Refused here and not by the provider, which is asked to count tokens first. */
    private static String spoken(JsonBody body) {
        String prompt = body.text("prompt");
        if (prompt.isBlank()) {
            throw new InvalidBodyException("prompt must not be blank");
        }
        return prompt;
    }

    /**
     * Whether a question takes the place of the last one.
     *
     * @param body {@code again}, {@code false} if it is left out
     * @return {@code true} if so
     * @throws InvalidBodyException if it is neither true nor false
     */
    public static boolean again(JsonBody body) {
        return body.flag("again");
    }

    /**
     * Which of the caller's conversations is meant.
     *
     * @param id the parameter {@code id} of the address, or {@code null} if it is left out
     * @return the id, {@link ConversationId#MAIN} if it is left out
     * @throws InvalidParameterException if it is none
     */
    public static ConversationId conversation(@Nullable String id) {
        try {
            return ConversationId.of(id);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(e.getMessage());
        }
    }

    private static Message message(JsonBody message) {
        message.allowOnly("role", "content");
        String content = message.text("content");
        return message.checked(() -> new Message(Role.of(message.text("role")), content));
    }

    private static ChatRequest built(JsonBody body, ChatRequestBuilder request) {
        return body.checked(() -> request.params(params(body.object("params")))
                .model(body.optionalText("model").orElse(null))
                .sessionId(body.optionalText("sessionId").orElse(null))
                .build());
    }

    private static GenerationParams params(JsonBody json) {
        json.allowOnly(
                "temperature",
                "maxTokens",
                "max_tokens",
                "topP",
                "top_p",
                "stop",
                "repetitionPenalty",
                "repetition_penalty",
                "presencePenalty",
                "presence_penalty",
                "frequencyPenalty",
                "frequency_penalty",
                "seed",
                "n");
        return json.checked(() -> {
            GenerationParamsBuilder params = GenerationParams.builder();
            json.number("temperature").ifPresent(params::temperature);
            json.integer("maxTokens", "max_tokens").ifPresent(params::maxTokens);
            json.number("topP", "top_p").ifPresent(params::topP);
            json.number("repetitionPenalty", "repetition_penalty").ifPresent(params::repetitionPenalty);
            json.number("presencePenalty", "presence_penalty").ifPresent(params::presencePenalty);
            json.number("frequencyPenalty", "frequency_penalty").ifPresent(params::frequencyPenalty);
            json.longInteger("seed").ifPresent(params::seed);
            json.integer("n").ifPresent(params::n);
            return params.stop(json.texts("stop")).build();
        });
    }
}
