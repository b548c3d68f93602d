package io.github.llmbeans.tck.reference;

import io.github.llmbeans.AbstractProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.StopSequences;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import io.github.llmbeans.tck.reference.Socketed.Response;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A provider that keeps every requirement with everything declared that the kit checks. Its parts are
 * small methods, so that a mutant breaks one of them.
 */
public class ReferenceProvider extends AbstractProvider {
    /** All but what the contract has no operation for. */
    public static final Set<Capability> CAPABILITIES =
            EnumSet.complementOf(EnumSet.of(Capability.FUNCTIONS, Capability.STRUCTURED_OUTPUT, Capability.EMBEDDINGS));

    /** How many asynchronous calls run at once, as an option of the configuration. */
    static final String ASYNC_CALLS = "async-calls";

    /** How long a stream may be silent, as an option of the configuration. */
    static final String SILENCE = "silence";

    protected Socketed http = new Socketed();
    protected ReferenceFailures failures;
    protected ReferenceTokens tokens;

    public ReferenceProvider(ProviderConfig config, Clock clock) {
        this(config, clock, CAPABILITIES);
    }

    @SuppressWarnings("this-escape") // The tokens are fetched later, when everything is there.
    public ReferenceProvider(ProviderConfig config, Clock clock, Set<Capability> capabilities) {
        super(config, new ProviderInfo(config.name(), config.model(), capabilities));
        this.failures = new ReferenceFailures(config);
        this.tokens = new ReferenceTokens(config.name(), clock, config.timeout(), deadline -> fetch(deadline, clock));
    }

    @Override
    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
        refuseOptions(request);
        return withToken(deadline, token -> ask(request, token, deadline));
    }

    private void refuseOptions(ChatRequest request) {
        for (String option : request.params().options().keySet()) {
            throw new UnsupportedCapabilityException(info().name(), option, null);
        }
    }

    /** What gives {@code null} where a token is not accepted is tried once more with a new one. */
    protected <T> T withToken(Deadline deadline, Function<Token, T> ask) {
        Token token = tokens.get(deadline);
        T answer = ask.apply(token);
        if (answer == null) {
            token = replacement(token, deadline);
            answer = ask.apply(token);
        }
        if (answer == null) {
            tokens.rejected(token);
            throw failures.ofStatus(401, "the new token is not accepted either", null, null, token);
        }
        return answer;
    }

    protected Token replacement(Token rejected, Deadline deadline) {
        tokens.rejected(rejected);
        return tokens.get(deadline);
    }

    /** {@code null} if the token is not accepted. */
    protected ChatResponse ask(ChatRequest request, Token token, Deadline deadline) {
        return exchange("POST", path("/ask"), headers(request, token), body(request), deadline, token, response -> {
            if (response.status() == 401) {
                return null;
            }
            requireSuccess(response, token);
            byte[] bytes = response.body().readAllBytes();
            return read(new String(bytes, charset(response.headers().get("content-type"))));
        });
    }

    /** JSON is UTF-8, whatever the server calls it. */
    protected Charset charset(String contentType) {
        return StandardCharsets.UTF_8;
    }

    protected Map<String, String> headers(ChatRequest request, Token token) {
        Map<String, String> headers = identified(token);
        headers.put("Content-Type", "application/json");
        put(headers, "X-Session", request.sessionId());
        put(headers, "X-Client", request.clientId());
        put(headers, "X-Caller", request.requestId());
        return headers;
    }

    /** Who asks, and the id of this request. */
    protected Map<String, String> identified(Token token) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Token", token.value());
        headers.put("X-Call", callId());
        return headers;
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    protected String body(ChatRequest request) {
        return ReferenceJson.write(request, model(request)).build().toString();
    }

    protected String model(ChatRequest request) {
        return request.model() == null ? info().model() : request.model();
    }

    protected void requireSuccess(Response response, Token token) throws IOException {
        if (response.status() != 200) {
            throw failures.of(response, token);
        }
    }

    protected ChatResponse read(String text) {
        return read(ReferenceJson.parse(text));
    }

    protected ChatResponse read(JsonObject json) {
        String word = json.getString("end");
        return ChatResponse.builder(json.getString("text"), info().name(), json.getString("model"))
                .finishReason(finishReason(word), word)
                .usage(usage(json))
                .reasoning(json.getString("thought", null))
                .requestId(json.getString("id"))
                .sessionId(json.getString("session", null))
                .created(ReferenceJson.moment(json))
                .functionCall(ReferenceJson.call(json))
                .functionStateId(json.getString("state", null))
                .build();
    }

    @Override
    protected List<TokenCount> attemptTokenCount(List<String> texts, Deadline deadline) {
        return withToken(
                deadline,
                token -> listed("POST", "/count", countBody(texts), token, deadline, json -> {
                    List<TokenCount> counts = ReferenceJson.counts(json);
                    if (counts.size() != texts.size()) {
                        throw new IllegalStateException(counts.size() + " counts for " + texts.size() + " texts");
                    }
                    return counts;
                }));
    }

    protected String countBody(List<String> texts) {
        return Json.createObjectBuilder()
                .add("model", info().model())
                .add("texts", Json.createArrayBuilder(texts))
                .build()
                .toString();
    }

    @Override
    protected List<ModelInfo> attemptModels(Deadline deadline) {
        return withToken(deadline, token -> listed("GET", "/models", "", token, deadline, ReferenceJson::models));
    }

    /** {@code null} if the token is not accepted. */
    protected <T> T listed(
            String method, String path, String body, Token token, Deadline deadline, Function<JsonObject, T> read) {
        return exchange(method, path(path), identified(token), body, deadline, token, response -> {
            if (response.status() == 401) {
                return null;
            }
            requireSuccess(response, token);
            return read.apply(ReferenceJson.parse(response.text()));
        });
    }

    @Override
    protected int maxAsyncCalls() {
        String most = config().options().get(ASYNC_CALLS);
        return most == null ? super.maxAsyncCalls() : Integer.parseInt(most);
    }

    @Override
    protected Duration streamIdleTimeout() {
        String longest = config().options().get(SILENCE);
        return longest == null ? super.streamIdleTimeout() : Duration.parse(longest);
    }

    protected FinishReason finishReason(String word) {
        return switch (word) {
            case "done" -> FinishReason.STOP;
            case "cut" -> FinishReason.LENGTH;
            case "blocked" -> FinishReason.CONTENT_FILTER;
            case "call" -> FinishReason.FUNCTION_CALL;
            default -> FinishReason.OTHER;
        };
    }

    protected Usage usage(JsonObject json) {
        JsonObject usage = json.getJsonObject("usage");
        return usage == null || !info().can(Capability.USAGE)
                ? null
                : new Usage(usage.getInt("in"), usage.getInt("out"), usage.getInt("all"), usage.getInt("cached"));
    }

    protected Token fetch(Deadline deadline, Clock clock) {
        return exchange("POST", config().authUrl(), tokenHeaders(), "", deadline, null, response -> {
            requireSuccess(response, null);
            JsonObject json = ReferenceJson.parse(response.text());
            String value = json.getString("token");
            logger().log(System.Logger.Level.DEBUG, "Provider ''{0}'' has a new token", info().name());
            return new Token(
                    value,
                    clock.instant(),
                    Instant.ofEpochMilli(json.getJsonNumber("until").longValue()));
        });
    }

    protected Map<String, String> tokenHeaders() {
        return Map.of("X-Key", config().apiKey(), "X-Call", callId());
    }

    protected String callId() {
        return UUID.randomUUID().toString();
    }

    @Override
    protected EventStream openStream(ChatRequest request, Deadline deadline) {
        refuseOptions(request);
        return stopping(
                withToken(deadline, token -> events(request, token, deadline)),
                request.params().stop());
    }

    protected EventStream stopping(EventStream events, List<String> stop) {
        return StopSequences.cut(events, stop);
    }

    /** {@code null} if the token is not accepted. */
    private EventStream events(ChatRequest request, Token token, Deadline deadline) {
        String body = Json.createObjectBuilder(ReferenceJson.parse(body(request)))
                .remove("stop")
                .add("stream", true)
                .build()
                .toString();
        ReferenceLines lines = new ReferenceLines();
        boolean open = false;
        try {
            Response response =
                    http.begin(lines.channel(), "POST", path("/ask"), headers(request, token), body, deadline);
            if (response.status() == 401) {
                return null;
            }
            requireStream(response, token);
            open = true;
            return read(lines, response, deadline);
        } catch (IOException e) {
            throw failures.ofNetwork(e, deadline);
        } finally {
            if (!open) {
                lines.close();
            }
        }
    }

    protected void requireStream(Response response, Token token) throws IOException {
        requireSuccess(response, token);
    }

    protected ReferenceEvents read(ReferenceLines lines, Response response, Deadline deadline) {
        return new ReferenceEvents(this, lines, response, deadline);
    }

    protected <T> T exchange(
            String method,
            URI uri,
            Map<String, String> headers,
            String body,
            Deadline deadline,
            Token token,
            Socketed.Use<T> use) {
        try {
            return http.send(method, uri, headers, body, deadline, use);
        } catch (IOException e) {
            throw failures.ofNetwork(e, deadline);
        } catch (ProviderException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever reading throws, the parser's own exceptions included.
            throw failures.unreadable(e);
        }
    }

    protected URI path(String path) {
        return URI.create(config().baseUrl() + path);
    }

    @Override
    protected boolean probe(Deadline deadline) {
        Token token = tokens.get(deadline);
        try {
            return exchange("GET", path("/models"), identified(token), "", deadline, token, response -> {
                requireSuccess(response, token);
                return true;
            });
        } catch (ProviderException e) {
            tokens.rejected(token);
            throw e;
        }
    }

    @Override
    protected Duration healthCheckTimeout() {
        return Duration.ofMillis(700);
    }

    @Override
    protected void release() {
        http.close();
    }
}
