package io.github.llmbeans.tck.reference;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.HttpProviderUnderTest;
import io.github.llmbeans.tck.Mode;
import io.github.llmbeans.tck.ProviderContainer;
import io.github.llmbeans.tck.Refusal;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reference provider and its dialect, as an author would describe them to the kit. */
public class Reference implements HttpProviderUnderTest {

    @Override
    public BaseProvider create(ProviderConfig config) {
        return create(config, Clock.systemUTC());
    }

    @Override
    public BaseProvider create(ProviderConfig config, Clock clock) {
        return new ReferenceProvider(config, clock);
    }

    @Override
    public Set<Capability> capabilities() {
        return ReferenceProvider.CAPABILITIES;
    }

    @Override
    public Mode mode() {
        return Mode.CDI;
    }

    @Override
    public ProviderContainer container(ProviderConfig standard, List<ProviderConfig> named) {
        return new ReferenceContainer(standard, named, this::create).start();
    }

    @Override
    public Endpoint endpoint(RecordedRequest request) {
        if (request.path().endsWith("/ask")) {
            return Endpoint.GENERATE;
        }
        return request.path().endsWith("/oauth/token") ? Endpoint.TOKEN : Endpoint.OTHER;
    }

    @Override
    public ChatRequest read(RecordedRequest request) {
        return ReferenceJson.read(
                ReferenceJson.parse(request.bodyText()),
                request.header("X-Session").orElse(null));
    }

    @Override
    public Optional<String> credential(RecordedRequest request) {
        return request.header("X-Token").or(() -> request.header("X-Key"));
    }

    @Override
    public Optional<String> idHeader() {
        return Optional.of("X-Call");
    }

    @Override
    public Reply answer(Answer answer) {
        return Reply.json(200, facts(answer).build().toString());
    }

    private static JsonObjectBuilder facts(Answer answer) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("text", answer.text())
                .add("end", answer.finishReason())
                .add("model", answer.model())
                .add("id", answer.requestId());
        if (answer.usage() != null) {
            json.add(
                    "usage",
                    Json.createObjectBuilder()
                            .add("in", answer.usage().promptTokens())
                            .add("out", answer.usage().completionTokens())
                            .add("all", answer.usage().totalTokens())
                            .add("cached", answer.usage().cachedPromptTokens()));
        }
        return json;
    }

    @Override
    public boolean streamed(RecordedRequest request) {
        return ReferenceJson.parse(request.bodyText()).getBoolean("stream", false);
    }

    /** A line for each piece, then one for the end with all that is known then; model and id go before. */
    @Override
    public Reply stream(List<String> pieces, Answer answer) {
        StringBuilder lines = new StringBuilder();
        for (String piece : pieces) {
            lines.append(Json.createObjectBuilder().add("piece", piece).build()).append('\n');
        }
        JsonObject end = facts(answer.withText("-")).build();
        return Reply.of(200)
                .header("Content-Type", "application/jsonl")
                .header("X-Model", answer.model())
                .header("X-Id", answer.requestId())
                .body(lines.append(end).append('\n').toString());
    }

    @Override
    public Reply refusal(Refusal refusal) {
        String body = Json.createObjectBuilder()
                .add("error", refusal.message())
                .build()
                .toString();
        return Reply.json(refusal.status(), body).header("X-Id", refusal.requestId());
    }

    @Override
    public Reply token(String token, Instant expiresAt) {
        return Reply.json(
                200,
                Json.createObjectBuilder()
                        .add("token", token)
                        .add("until", expiresAt.toEpochMilli())
                        .build()
                        .toString());
    }

    @Override
    public String word(FinishReason reason) {
        return switch (reason) {
            case STOP -> "done";
            case LENGTH -> "cut";
            default -> "blocked";
        };
    }
}
