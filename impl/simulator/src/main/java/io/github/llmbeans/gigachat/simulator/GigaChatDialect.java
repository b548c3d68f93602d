package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Counting;
import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Refusal;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How GigaChat looks on the wire, for the conformance kit; to be implemented by the class that describes a GigaChat
 * provider to the kit. Sources: GigaChat REST reference and recorded answers.
 */
public interface GigaChatDialect extends Dialect {

    @Override
    default Endpoint endpoint(RecordedRequest request) {
        if (request.path().endsWith("/chat/completions")) {
            return Endpoint.GENERATE;
        }
        if (request.path().endsWith("/tokens/count")) {
            return Endpoint.TOKEN_COUNT;
        }
        if (request.path().endsWith("/models")) {
            return Endpoint.MODELS;
        }
        return request.path().contains("/oauth") ? Endpoint.TOKEN : Endpoint.OTHER;
    }

    @Override
    default ChatRequest read(RecordedRequest request) {
        return DialectReader.read(request);
    }

    @Override
    default Optional<String> idHeader() {
        return Optional.of("RqUID");
    }

    @Override
    default Reply answer(Answer answer) {
        JsonObjectBuilder message = Json.object().add("content", answer.text()).add("role", "assistant");
        if (answer.reasoning() != null) {
            message.add("reasoning_content", answer.reasoning());
        }
        DialectStream.addCall(message, answer);
        JsonObjectBuilder choice =
                Json.object().add("message", message).add("index", 0).add("finish_reason", answer.finishReason());
        return DialectStream.withIds(Reply.json(200, DialectStream.body(choice, answer, true)), answer);
    }

    @Override
    default boolean streamed(RecordedRequest request) {
        return Json.readObject(request.bodyText())
                .map(body -> body.getBoolean("stream", false))
                .orElse(false);
    }

    @Override
    default Reply stream(List<String> pieces, Answer answer) {
        return DialectStream.of(pieces, answer);
    }

    @Override
    default Counting counting(RecordedRequest request) {
        JsonObject body = Json.readObject(request.bodyText()).orElseThrow();
        return new Counting(body.getString("model"), body.getJsonArray("input").getValuesAs(JsonString::getString));
    }

    @Override
    default Reply counts(List<TokenCount> counts) {
        JsonArrayBuilder list = Json.array();
        counts.forEach(count -> list.add(Json.object()
                .add("object", "tokens")
                .add("tokens", count.tokens())
                .add("characters", count.characters())));
        return Reply.json(200, list.build().toString());
    }

    @Override
    default Reply models(List<ModelInfo> models) {
        JsonArrayBuilder data = Json.array();
        models.forEach(model -> data.add(Json.object()
                .add("id", model.id())
                .add("object", "model")
                .add("owned_by", String.valueOf(model.owner()))
                .add("type", String.valueOf(model.type()))));
        return Reply.json(
                200,
                Json.object().add("object", "list").add("data", data).build().toString());
    }

    /** The API host says {@code status} and {@code message}, the token endpoint {@code code} and {@code message}. */
    @Override
    default Reply refusal(Refusal refusal) {
        boolean token = refusal.endpoint() == Endpoint.TOKEN;
        String body = Json.object()
                .add(token ? "code" : "status", token ? 6 : refusal.status())
                .add("message", refusal.message())
                .build()
                .toString();
        Reply reply = Reply.json(refusal.status(), body);
        return token ? reply : reply.header("X-Request-Id", refusal.requestId());
    }

    @Override
    default Reply token(String token, Instant expiresAt) {
        return WireAnswers.token(token, expiresAt.toEpochMilli());
    }

    @Override
    default String word(FinishReason reason) {
        return reason == FinishReason.CONTENT_FILTER ? "blacklist" : reason.text();
    }
}
