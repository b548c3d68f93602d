package io.github.llmbeans.tck.reference;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Counting;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.HttpProviderUnderTest;
import io.github.llmbeans.tck.Mode;
import io.github.llmbeans.tck.ProviderContainer;
import io.github.llmbeans.tck.Refusal;
import io.github.llmbeans.tck.TelemetryUnderTest;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reference provider and its dialect, as an author would describe them to the kit. */
public class Reference implements HttpProviderUnderTest, TelemetryUnderTest {

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
    public Optional<ProviderConfig> withAsyncCalls(ProviderConfig config, int most) {
        return Optional.of(config.toBuilder()
                .option(ReferenceProvider.ASYNC_CALLS, Integer.toString(most))
                .build());
    }

    @Override
    public Optional<ProviderConfig> withStreamSilence(ProviderConfig config, Duration longest) {
        return Optional.of(config.toBuilder()
                .option(ReferenceProvider.SILENCE, longest.toString())
                .build());
    }

    @Override
    public Optional<ProviderConfig> withConcurrencyLimit(ProviderConfig config, int most, int queued) {
        return Optional.of(config.toBuilder()
                .option(ReferenceLimits.PLACES, Integer.toString(most))
                .option(ReferenceLimits.QUEUE, Integer.toString(queued))
                .build());
    }

    @Override
    public Optional<ProviderConfig> withRetryBudget(ProviderConfig config, int repeats) {
        return Optional.of(config.toBuilder()
                .option(ReferenceLimits.REPEATS, Integer.toString(repeats))
                .build());
    }

    @Override
    public Optional<ProviderConfig> withCircuitBreaker(ProviderConfig config, int attempts, Duration delay) {
        return Optional.of(config.toBuilder()
                .option(ReferenceLimits.ATTEMPTS, Integer.toString(attempts))
                .option(ReferenceLimits.DELAY, delay.toString())
                .build());
    }

    @Override
    public Optional<BaseProvider> createObserved(ProviderConfig config, CallObserver observer) {
        return Optional.of(new ReferenceProvider(config, Clock.systemUTC(), capabilities()).tell(observer));
    }

    @Override
    public BaseProvider createWithTelemetry(ProviderConfig config, OpenTelemetry openTelemetry) {
        return createObserved(config, new ReferenceTelemetry(openTelemetry)).orElseThrow();
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
        if (request.path().endsWith("/oauth/token")) {
            return Endpoint.TOKEN;
        }
        return request.path().endsWith("/count") ? Endpoint.TOKEN_COUNT : Endpoint.MODELS;
    }

    @Override
    public ChatRequest read(RecordedRequest request) {
        return ReferenceJson.read(
                ReferenceJson.parse(request.bodyText()),
                request.header("X-Session").orElse(null),
                request.header("X-Client").orElse(null),
                request.header("X-Caller").orElse(null));
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
        JsonObjectBuilder json = facts(answer);
        add(json, "thought", answer.reasoning());
        return Reply.json(200, json.build().toString());
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
        if (answer.created() != null) {
            json.add("made", answer.created().getEpochSecond());
        }
        if (answer.functionCall() != null) {
            json.add("call", ReferenceJson.write(answer.functionCall()));
        }
        add(json, "state", answer.functionStateId());
        add(json, "session", answer.sessionId());
        return json;
    }

    private static void add(JsonObjectBuilder json, String name, String value) {
        if (value != null) {
            json.add(name, value);
        }
    }

    @Override
    public Counting counting(RecordedRequest request) {
        JsonObject json = ReferenceJson.parse(request.bodyText());
        return new Counting(json.getString("model"), json.getJsonArray("texts").getValuesAs(JsonString::getString));
    }

    @Override
    public Reply counts(List<TokenCount> counts) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        counts.forEach(count -> list.add(
                Json.createObjectBuilder().add("tokens", count.tokens()).add("characters", count.characters())));
        return Reply.json(
                200, Json.createObjectBuilder().add("counts", list).build().toString());
    }

    @Override
    public Reply models(List<ModelInfo> models) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (ModelInfo model : models) {
            JsonObjectBuilder json = Json.createObjectBuilder().add("name", model.id());
            add(json, "kind", model.type());
            add(json, "by", model.owner());
            list.add(json);
        }
        return Reply.json(
                200, Json.createObjectBuilder().add("models", list).build().toString());
    }

    @Override
    public boolean streamed(RecordedRequest request) {
        return ReferenceJson.parse(request.bodyText()).getBoolean("stream", false);
    }

    /** Lines for thoughts and pieces, then one for the end with all that is known then; model and ids go before. */
    @Override
    public Reply stream(List<String> pieces, Answer answer) {
        StringBuilder lines = new StringBuilder();
        if (answer.reasoning() != null) {
            lines.append(Json.createObjectBuilder()
                            .add("thought", answer.reasoning())
                            .build())
                    .append('\n');
        }
        for (String piece : pieces) {
            lines.append(Json.createObjectBuilder().add("piece", piece).build()).append('\n');
        }
        JsonObject end = facts(answer.withText("-")).build();
        Reply reply = Reply.of(200)
                .header("Content-Type", "application/jsonl")
                .header("X-Model", answer.model())
                .header("X-Id", answer.requestId())
                .body(lines.append(end).append('\n').toString());
        return answer.sessionId() == null ? reply : reply.header("X-Session", answer.sessionId());
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
            case FUNCTION_CALL -> "call";
            default -> "blocked";
        };
    }
}
