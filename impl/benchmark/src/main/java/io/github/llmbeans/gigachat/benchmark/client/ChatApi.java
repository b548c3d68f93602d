package io.github.llmbeans.gigachat.benchmark.client;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody would write who uses MicroProfile Rest Client and nothing else. */
public interface ChatApi extends Closeable {
    /** One whole answer. */
    @POST
    @Path("/chat/completions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Answer complete(
            @HeaderParam("Authorization") String authorization, @HeaderParam("RqUID") String id, Question question);

    /** One answer in pieces. */
    @POST
    @Path("/chat/completions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    InputStream stream(
            @HeaderParam("Authorization") String authorization, @HeaderParam("RqUID") String id, Question question);

    /** The request. */
    record Question(
            @JsonbProperty("model") String model,
            @JsonbProperty("messages") List<Said> messages,
            @JsonbProperty("stream") @Nullable Boolean stream) {
        /** What is asked. */
        static Question of(String prompt, boolean stream) {
            return new Question("GigaChat-2-Pro", List.of(new Said("user", prompt)), stream ? true : null);
        }
    }

    /** A message, or a part of one. */
    record Said(
            @JsonbProperty("role") String role,
            @JsonbProperty("content") String content) {
        /** For JSON-B. */
        @JsonbCreator
        public Said(@JsonbProperty("role") String role, @JsonbProperty("content") String content) {
            this.role = role;
            this.content = content;
        }
    }

    /** The answer, or an event of it. */
    record Answer(
            @JsonbProperty("choices") List<Choice> choices,
            @JsonbProperty("model") String model,
            @JsonbProperty("created") long created,
            @JsonbProperty("usage") Usage usage) {
        /** For JSON-B. */
        @JsonbCreator
        public Answer(
                @JsonbProperty("choices") List<Choice> choices,
                @JsonbProperty("model") String model,
                @JsonbProperty("created") long created,
                @JsonbProperty("usage") Usage usage) {
            this.choices = choices;
            this.model = model;
            this.created = created;
            this.usage = usage;
        }
    }

    /** One of one. */
    record Choice(
            @JsonbProperty("message") Said message,
            @JsonbProperty("delta") Said delta,
            @JsonbProperty("finish_reason") String finishReason) {
        /** For JSON-B. */
        @JsonbCreator
        public Choice(
                @JsonbProperty("message") Said message,
                @JsonbProperty("delta") Said delta,
                @JsonbProperty("finish_reason") String finishReason) {
            this.message = message;
            this.delta = delta;
            this.finishReason = finishReason;
        }
    }

    /** What it cost. */
    record Usage(
            @JsonbProperty("prompt_tokens") int promptTokens,
            @JsonbProperty("completion_tokens") int completionTokens,
            @JsonbProperty("total_tokens") int totalTokens,
            @JsonbProperty("precached_prompt_tokens") int precachedPromptTokens) {
        /** For JSON-B. */
        @JsonbCreator
        public Usage(
                @JsonbProperty("prompt_tokens") int promptTokens,
                @JsonbProperty("completion_tokens") int completionTokens,
                @JsonbProperty("total_tokens") int totalTokens,
                @JsonbProperty("precached_prompt_tokens") int precachedPromptTokens) {
            this.promptTokens = promptTokens;
            this.completionTokens = completionTokens;
            this.totalTokens = totalTokens;
            this.precachedPromptTokens = precachedPromptTokens;
        }
    }
}
