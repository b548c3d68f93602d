package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.rest.GigaChatApi;
import io.github.llmbeans.gigachat.internal.rest.RestClients;
import io.github.llmbeans.gigachat.internal.token.AccessToken;
import io.github.llmbeans.gigachat.internal.token.TokenCache;
import io.github.llmbeans.gigachat.internal.token.TokenSource;
import io.github.llmbeans.gigachat.internal.token.TokenTiming;
import io.github.llmbeans.gigachat.internal.wire.CompletionRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Everything one provider holds: its token, its two REST clients, its threads. Shared with no other provider. */
public final class Connection implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;

    private final GigaChatSettings settings;
    private final Exchanges exchanges;
    private final RestClients clients;
    private final TokenCache tokens;
    private final GigaChatApi api;
    private final Map<Duration, GigaChatApi> patientApis = new ConcurrentHashMap<>();

    public Connection(GigaChatSettings settings, Clock clock, DoubleSupplier random) {
        this.settings = settings;
        this.exchanges = new Exchanges(
                settings.name(), settings.maxConnections(), settings.names().of(Setting.MAX_CONNECTIONS));
        this.clients = new RestClients(settings, clock, this::recentTokens);
        try {
            String ready = settings.accessToken();
            this.tokens = new TokenCache(
                    settings.name(),
                    bounded(clients.tokens()),
                    new TokenTiming(settings.tokenExpiryBuffer(), random),
                    clock,
                    exchanges.workers(),
                    ready == null ? null : AccessToken.ready(ready, clock.millis()));
            this.api = newApi(settings.timeout());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public Executor workers() {
        return exchanges.workers();
    }

    /** Asks once; a rejected token is replaced and the request repeated once, within the same deadline. */
    public ChatResponse complete(ChatRequest request, Deadline deadline) {
        GigaChatApi target = apiFor(deadline);
        CompletionRequest body = target.prepare(request);
        return withToken(deadline, () -> exchanges.call(deadline, () -> target.complete(request, body)));
    }

    /** Proves that a token can be had, and if so configured that the API accepts it. */
    public void prove(Deadline deadline) {
        tokens.prove(settings.healthCheckInterval(), deadline);
        if (settings.healthCheckAsksModels()) {
            withToken(
                    deadline,
                    () -> exchanges.call(deadline, () -> {
                        api.askModels();
                        return true;
                    }));
        }
    }

    private <T> T withToken(Deadline deadline, Supplier<T> exchange) {
        AccessToken token = tokens.get(deadline);
        try {
            return exchange.get();
        } catch (ProviderException e) {
            if (e.status().orElse(0) != UNAUTHORIZED) {
                throw e;
            }
            tokens.reject(token);
            tokens.get(deadline);
            try {
                return exchange.get();
            } catch (ProviderException again) {
                again.addSuppressed(e);
                throw again;
            }
        }
    }

    /**
     * A read timeout belongs to a client, so calls that ask for more than the configured one have clients of their own,
     * each twice as patient as the one before: on a silent server no thread and no slot outlives its call for long.
     */
    private GigaChatApi apiFor(Deadline deadline) {
        Duration patience = settings.timeout();
        while (patience.compareTo(deadline.timeout()) < 0) {
            patience = patience.multipliedBy(2);
        }
        return patience.equals(settings.timeout()) ? api : patientApis.computeIfAbsent(patience, this::newApi);
    }

    /** Everybody waits for the same token request, so it ends in time, whatever the socket does. */
    private TokenSource bounded(TokenSource source) {
        return () -> exchanges.callForToken(Deadline.after(settings.timeout()), source::fetch);
    }

    private GigaChatApi newApi(Duration readTimeout) {
        Supplier<AccessToken> token = () -> tokens.get(Deadline.after(settings.timeout()));
        return clients.api(token, rejected -> tokens.reject(rejected), readTimeout);
    }

    private List<String> recentTokens() {
        TokenCache cache = tokens;
        return cache == null ? List.of() : cache.recentValues();
    }

    @Override
    public void close() {
        exchanges.close();
        clients.close();
    }
}
