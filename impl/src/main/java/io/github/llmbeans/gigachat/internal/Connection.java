package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.rest.GigaChatApi;
import io.github.llmbeans.gigachat.internal.rest.Line;
import io.github.llmbeans.gigachat.internal.rest.RequestMapper;
import io.github.llmbeans.gigachat.internal.rest.RestClients;
import io.github.llmbeans.gigachat.internal.rest.StreamEnd;
import io.github.llmbeans.gigachat.internal.rest.TokenRequests;
import io.github.llmbeans.gigachat.internal.token.AccessToken;
import io.github.llmbeans.gigachat.internal.token.TokenCache;
import io.github.llmbeans.gigachat.internal.token.TokenGrant;
import io.github.llmbeans.gigachat.internal.token.TokenPatience;
import io.github.llmbeans.gigachat.internal.token.TokenTiming;
import io.github.llmbeans.gigachat.internal.wire.CompletionRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything one provider holds: its token, its two REST clients, its threads. Shared with no other provider. */
public final class Connection implements AutoCloseable {
    /** The end of a body follows its last event at once; what comes later is not worth waiting for. */
    private static final Duration LONGEST_DRAIN = Duration.ofMillis(200);

    private final GigaChatSettings settings;
    private final Exchanges exchanges;
    private final RestClients clients;
    private final TokenCache tokens;
    private final Lines<TokenRequests> tokenLines;
    private final Map<Duration, Lines<GigaChatApi>> lines = new ConcurrentHashMap<>();
    private final Duration patience;
    private final RequestMapper requests;

    public Connection(GigaChatSettings settings, Clock clock, DoubleSupplier random, Executor makersContext) {
        this.settings = settings;
        this.requests = new RequestMapper(settings);
        this.patience = longer(settings.timeout(), settings.streamIdleTimeout());
        this.exchanges = new Exchanges(settings, this::endsExchanges);
        this.clients = new RestClients(settings, clock, this::recentTokens, makersContext, exchanges.workers());
        this.tokenLines = new Lines<>(settings.name(), clients::tokens, TokenRequests::current, exchanges::later);
        try {
            this.tokens = new TokenCache(
                    settings.name(),
                    this::fetchToken,
                    new TokenTiming(settings.tokenExpiryBuffer(), random),
                    settings.timeout(),
                    clock,
                    exchanges.workersInContext(),
                    clients.readyToken(clock.millis()));
            // The first lines show whether the settings are good for one.
            tokenLines.prepare();
            lines(settings.timeout()).prepare();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private boolean endsExchanges() {
        return clients.engine().endsExchanges();
    }

    public Executor workers() {
        return exchanges.workers();
    }

    /** Who writes down what is said, if the settings say so. */
    public CallObserver contentLog() {
        return ContentLog.of(settings, clients.secrets());
    }

    /** Asks once; a rejected token is replaced and the request repeated once, within the same deadline. */
    public ChatResponse complete(ChatRequest request, Deadline deadline) {
        CompletionRequest body = requests.toWire(request, false);
        return exchange(deadline, api -> api.complete(request, body));
    }

    /** Opens a stream; otherwise the same, also if its first event is what tells of the token. It keeps its slot and its line until it is closed. */
    public EventStream stream(ChatRequest request, Deadline deadline) {
        CompletionRequest body = requests.toWire(request, true);
        Lines<GigaChatApi> pool = lines(deadline.timeout());
        TokenRenewal renewal = new TokenRenewal(tokens, deadline);
        Supplier<EventStream> opening = () -> exchanges.open(deadline, release -> {
            Function<GigaChatApi, EventStream> exchange = api -> opened(pool, api, request, body, deadline, release);
            return new Opener<>(() -> nearby(pool, deadline, false, exchange), () -> onLine(pool, false, exchange));
        });
        return new RenewedStream(renewal.call(opening), renewal, opening);
    }

    private EventStream opened(
            Lines<GigaChatApi> pool,
            GigaChatApi api,
            ChatRequest request,
            CompletionRequest body,
            Deadline deadline,
            Runnable release) {
        api.within(longer(deadline.remaining(), settings.streamIdleTimeout()));
        return api.stream(request, body, new StreamEnd() {
            @Override
            public boolean drained(BooleanSupplier rest) {
                return interruptible(pool, api, () -> exchanges.within(LONGEST_DRAIN, rest, () -> pool.end(api)));
            }

            @Override
            public void ended(boolean whole) {
                if (whole) {
                    pool.giveBack(api, api.connected());
                } else {
                    pool.end(api);
                }
                release.run();
            }
        });
    }

    /** Counts tokens, with the same token handling and deadline as a completion. */
    public List<TokenCount> countTokens(List<String> texts, Deadline deadline) {
        requests.requireWhole("texts", texts);
        return exchange(deadline, api -> api.countTokens(texts));
    }

    /** Lists the models, with the same token handling and deadline as a completion. */
    public List<ModelInfo> models(Deadline deadline) {
        return exchange(deadline, GigaChatApi::models);
    }

    /** Proves that a token can be had, and if so configured that the API accepts it. */
    public void prove(Deadline deadline) {
        tokens.prove(settings.healthCheckInterval(), deadline);
        if (settings.healthCheckAsksModels()) {
            exchange(deadline, api -> {
                api.askModels();
                return true;
            });
        }
    }

    private <T> T exchange(Deadline deadline, Function<GigaChatApi, T> exchange) {
        Lines<GigaChatApi> pool = lines(deadline.timeout());
        return new TokenRenewal(tokens, deadline)
                .call(() -> exchanges.call(
                        deadline,
                        () -> nearby(pool, deadline, true, exchange),
                        () -> onLine(pool, true, api -> {
                            api.within(deadline.remaining());
                            return exchange.apply(api);
                        })));
    }

    /** The exchange on a line that can do it here and now, and can be ended while it does. */
    private <T> @Nullable Near<T> nearby(
            Lines<GigaChatApi> pool, Deadline deadline, boolean over, Function<GigaChatApi, T> exchange) {
        GigaChatApi api = clients.engine().worksOnCallersThread() ? pool.takeWarm() : null;
        if (api == null) {
            return null;
        }
        return new Near<>() {
            @Override
            public T call() {
                api.until(deadline);
                return onLine(pool, api, over, asked -> answered(asked, exchange));
            }

            @Override
            public void end() {
                pool.end(api);
            }
        };
    }

    private static <T> T answered(GigaChatApi api, Function<GigaChatApi, T> exchange) {
        try {
            return exchange.apply(api);
        } finally {
            api.until(null);
        }
    }

    /** An interrupt of the thread ends the line, and so the exchange. A line whose exchange has broken is not used again. */
    private static <L extends Line, T> T onLine(Lines<L> pool, boolean over, Function<L, T> exchange) {
        return onLine(pool, pool.take(), over, exchange);
    }

    private static <L extends Line, T> T onLine(Lines<L> pool, L api, boolean over, Function<L, T> exchange) {
        boolean free = false;
        boolean good = false;
        try {
            T answer = interruptible(pool, api, () -> exchange.apply(api));
            free = over;
            good = true;
            return answer;
        } catch (ProviderException e) {
            free = e.status().isPresent();
            good = free;
            throw e;
        } finally {
            if (!good || !api.reusable()) {
                pool.end(api);
            } else if (free) {
                pool.giveBack(api, api.connected());
            }
        }
    }

    private static <L extends Line, T> T interruptible(Lines<L> pool, L api, Supplier<T> exchange) {
        if (!(Thread.currentThread() instanceof Worker worker)) {
            return exchange.get();
        }
        worker.onInterrupt(() -> pool.end(api));
        try {
            return exchange.get();
        } finally {
            worker.onInterrupt(null);
        }
    }

    /**
     * A read timeout belongs to a client, so calls that ask for more than the usual patience have lines of their own, each
     * twice as patient as the one before. Mostly a call is ended at its deadline; this is for engines that do not end a
     * blocked exchange when their client is closed.
     */
    private Lines<GigaChatApi> lines(Duration timeout) {
        Duration enough = patience;
        while (enough.compareTo(timeout) < 0) {
            enough = enough.multipliedBy(2);
        }
        return lines.computeIfAbsent(
                enough,
                time -> new Lines<>(settings.name(), () -> newApi(time), GigaChatApi::current, exchanges::later));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** Everybody waits for the same token request, so it ends in time, whatever the socket does. */
    private TokenGrant fetchToken(Duration wanted) {
        Deadline deadline = Deadline.after(new TokenPatience(settings.timeout()).forCall(wanted));
        return exchanges.callForToken(
                deadline,
                () -> onLine(tokenLines, true, requests -> {
                    requests.within(deadline.remaining());
                    return requests.fetch();
                }));
    }

    private GigaChatApi newApi(Duration readTimeout) {
        return clients.api(this::token, rejected -> tokens.reject(rejected), readTimeout);
    }

    private AccessToken token(@Nullable Deadline deadline) {
        return tokens.get(deadline == null ? Deadline.after(settings.timeout()) : deadline);
    }

    private List<String> recentTokens() {
        TokenCache cache = tokens;
        return cache == null ? List.of() : cache.recentValues();
    }

    @Override
    public void close() {
        exchanges.close();
        tokenLines.close();
        lines.values().forEach(Lines::close);
        clients.close();
    }
}
