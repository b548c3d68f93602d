package io.github.llmbeans.tck.reference;

import io.github.llmbeans.AbstractProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.Usage;
import io.github.llmbeans.internal.StoppingStream;
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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Flow;

/**
 * A provider that keeps every requirement with everything declared that the kit checks. Its parts are
 * small methods, so that a mutant breaks one of them.
 */
public class ReferenceProvider extends AbstractProvider {
    /** All but what the kit does not check. */
    public static final Set<Capability> CAPABILITIES = EnumSet.complementOf(EnumSet.of(
            Capability.FUNCTIONS,
            Capability.STRUCTURED_OUTPUT,
            Capability.EMBEDDINGS,
            Capability.TOKEN_COUNT,
            Capability.MODEL_LIST));

    protected Socketed http = new Socketed();
    protected ReferenceFailures failures;
    protected ReferenceTokens tokens;
    private volatile boolean closed;

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
        for (String option : request.params().options().keySet()) {
            throw new UnsupportedCapabilityException(info().name(), option, null);
        }
        Token token = tokens.get(deadline);
        ChatResponse response = ask(request, token, deadline);
        if (response == null) {
            token = replacement(token, deadline);
            response = ask(request, token, deadline);
            if (response == null) {
                tokens.rejected(token);
                throw failures.ofStatus(401, "the new token is not accepted either", null, null, token);
            }
        }
        return response;
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
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Token", token.value());
        headers.put("X-Call", callId());
        headers.put("Content-Type", "application/json");
        if (request.sessionId() != null) {
            headers.put("X-Session", request.sessionId());
        }
        return headers;
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
        return new ChatResponse(
                json.getString("text"),
                info().name(),
                json.getString("model"),
                finishReason(word),
                word,
                usage(json),
                null,
                json.getString("id"),
                null);
    }

    protected FinishReason finishReason(String word) {
        return switch (word) {
            case "done" -> FinishReason.STOP;
            case "cut" -> FinishReason.LENGTH;
            case "blocked" -> FinishReason.CONTENT_FILTER;
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
    public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
        return info().can(Capability.STREAMING)
                ? stream(ChatRequest.of(prompt, params))
                : super.generateStream(prompt, params);
    }

    protected ReferenceStream stream(ChatRequest request) {
        return new ReferenceStream(this, request);
    }

    @Override
    protected EventStream openStream(ChatRequest request, Deadline deadline) {
        for (String option : request.params().options().keySet()) {
            throw new UnsupportedCapabilityException(info().name(), option, null);
        }
        Token token = tokens.get(deadline);
        ReferenceEvents events = events(request, token, deadline);
        if (events == null) {
            token = replacement(token, deadline);
            events = events(request, token, deadline);
        }
        if (events == null) {
            tokens.rejected(token);
            throw failures.ofStatus(401, "the new token is not accepted either", null, null, token);
        }
        return new StoppingStream(events, request.params().stop());
    }

    /** {@code null} if the token is not accepted. */
    private ReferenceEvents events(ChatRequest request, Token token, Deadline deadline) {
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
            requireSuccess(response, token);
            open = true;
            return new ReferenceEvents(this, lines, response, deadline);
        } catch (IOException e) {
            throw failures.ofNetwork(e, deadline);
        } finally {
            if (!open) {
                lines.close();
            }
        }
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
            return exchange(
                    "GET",
                    path("/models"),
                    Map.of("X-Token", token.value(), "X-Call", callId()),
                    "",
                    deadline,
                    token,
                    response -> {
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

    boolean closed() {
        return closed;
    }

    ProviderConfig settings() {
        return config();
    }

    @Override
    protected void release() {
        closed = true;
        http.close();
    }
}
