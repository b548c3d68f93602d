package io.github.llmbeans.tck.reference;

import io.github.llmbeans.CallObserver;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.StopSequences;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import io.github.llmbeans.tck.reference.Socketed.Response;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;

/**
 * A provider that keeps every requirement with everything declared that the kit checks. Its parts are
 * small methods, so that a mutant breaks one of them.
 */
public class ReferenceProvider extends ReferenceExchange {
    /** All but what the contract has no operation for. */
    public static final Set<Capability> CAPABILITIES =
            EnumSet.complementOf(EnumSet.of(Capability.FUNCTIONS, Capability.STRUCTURED_OUTPUT, Capability.EMBEDDINGS));

    /** How many asynchronous calls run at once, as an option of the configuration. */
    static final String ASYNC_CALLS = "async-calls";

    /** How long a stream may be silent, as an option of the configuration. */
    static final String SILENCE = "silence";

    private final ConcurrencyLimiter limiter;
    private volatile CallObserver observer = CallObserver.none();

    public ReferenceProvider(ProviderConfig config, Clock clock) {
        this(config, clock, CAPABILITIES);
    }

    public ReferenceProvider(ProviderConfig config, Clock clock, Set<Capability> capabilities) {
        super(config, clock, capabilities);
        this.limiter = ReferenceLimits.limiter(config, ReferenceLimits::fair);
    }

    /** From now on of every call. */
    public ReferenceProvider tell(CallObserver told) {
        observer = told;
        return this;
    }

    @Override
    protected CallObserver callObserver() {
        return observer;
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
                        throw new NoSuchElementException(counts.size() + " counts for " + texts.size() + " texts");
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
    protected ConcurrencyLimiter concurrencyLimiter() {
        return limiter;
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
}
