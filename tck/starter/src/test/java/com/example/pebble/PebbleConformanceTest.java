package com.example.pebble;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.GenerationParamsBuilder;
import io.github.llmbeans.Message;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.Role;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.HttpConformance;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Refusal;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.*;
import java.io.StringReader;
import java.util.*;

class PebbleConformanceTest extends HttpConformance {
    @Override
    public BaseProvider create(ProviderConfig config) {
        return new PebbleProvider(config);
    }

    @Override
    public Set<Capability> capabilities() {
        return PebbleProvider.CAPABILITIES;
    }

    @Override
    public Map<Need, String> cannot() {
        return Map.of(Need.TOKENS, "Pebble takes a static key in the header X-Pebble-Key",
                Need.CLIENT_ID, "Pebble does not ask who the end user is",
                Need.CALLER_ID, "Pebble gives its own ids and takes none");
    }

    @Override
    public Endpoint endpoint(RecordedRequest request) {
        return request.path().endsWith("/chat") ? Endpoint.GENERATE : Endpoint.OTHER;
    }

    @Override
    public Optional<String> credential(RecordedRequest request) {
        return request.header("X-Pebble-Key");
    }

    @Override
    public ChatRequest read(RecordedRequest request) {
        JsonObject json = Json.createReader(new StringReader(request.bodyText())).readObject();
        GenerationParamsBuilder params = GenerationParams.builder();
        json.forEach((name, value) -> {
            switch (name) {
                case "temperature" -> params.temperature(((JsonNumber) value).doubleValue());
                case "top_p" -> params.topP(((JsonNumber) value).doubleValue());
                case "max_tokens" -> params.maxTokens(((JsonNumber) value).intValueExact());
                default -> {}
            }
        });
        List<Message> messages = json.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .map(message -> new Message(Role.of(message.getString("role")), message.getString("content")))
                .toList();
        return ChatRequest.builder().messages(messages).model(json.getString("model")).params(params.build()).build();
    }

    @Override
    public Reply answer(Answer answer) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("id", answer.requestId()).add("model", answer.model())
                .add("text", answer.text()).add("end", answer.finishReason());
        if (answer.usage() != null) {
            json.add("tokens", Json.createObjectBuilder()
                    .add("in", answer.usage().promptTokens()).add("out", answer.usage().completionTokens())
                    .add("sum", answer.usage().totalTokens()).add("cached", answer.usage().cachedPromptTokens()));
        }
        return Reply.json(200, json.build().toString());
    }

    @Override
    public Reply refusal(Refusal refusal) {
        String body = Json.createObjectBuilder().add("error", refusal.message()).build().toString();
        return Reply.json(refusal.status(), body).header("X-Pebble-Id", refusal.requestId());
    }

    @Override
    public String word(FinishReason reason) {
        return reason == FinishReason.STOP ? "complete" : reason == FinishReason.LENGTH ? "too_long" : "moderated";
    }
}
