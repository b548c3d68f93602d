package io.github.llmbeans.tck.reference;

import io.github.llmbeans.AbstractProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.internal.AsyncCalls;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import io.github.llmbeans.tck.reference.Socketed.Response;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Each exchange of the reference: with a token, in time, and with failures as the contract has them. */
abstract class ReferenceExchange extends AbstractProvider {
    protected Socketed http = new Socketed();
    protected ReferenceFailures failures;
    protected ReferenceTokens tokens;

    @SuppressWarnings("this-escape") // The tokens are fetched later, when everything is there.
    protected ReferenceExchange(ProviderConfig config, Clock clock, Set<Capability> capabilities) {
        super(
                config,
                new ProviderInfo(config.name(), config.model(), capabilities),
                ReferenceLimits.retries(config),
                AsyncCalls.threadPerCall());
        this.failures = new ReferenceFailures(config);
        this.tokens = new ReferenceTokens(config.name(), clock, config.timeout(), deadline -> fetch(deadline, clock));
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

    /** Who asks, and the id of this request. */
    protected Map<String, String> identified(Token token) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Token", token.value());
        headers.put("X-Call", callId());
        return headers;
    }

    protected void requireSuccess(Response response, Token token) throws IOException {
        if (response.status() != 200) {
            throw failures.of(response, token);
        }
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
        return Duration.ofMillis(1500);
    }

    @Override
    protected void release() {
        http.close();
    }
}
