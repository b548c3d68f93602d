package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.gigachat.internal.config.Credentials;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.config.Tls;
import io.github.llmbeans.gigachat.internal.config.TlsFiles;
import io.github.llmbeans.gigachat.internal.config.TlsMaterial;
import io.github.llmbeans.gigachat.internal.error.Advice;
import io.github.llmbeans.gigachat.internal.error.Endpoint;
import io.github.llmbeans.gigachat.internal.error.ErrorTable;
import io.github.llmbeans.gigachat.internal.error.NetworkFailures;
import io.github.llmbeans.gigachat.internal.error.Secrets;
import io.github.llmbeans.gigachat.internal.token.AccessToken;
import io.github.llmbeans.gigachat.internal.token.TokenPatience;
import io.github.llmbeans.gigachat.internal.wire.LongStrings;
import jakarta.json.bind.Jsonb;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/** Builds the REST clients of one provider, each for one exchange at a time. */
public final class RestClients implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RestClients.class.getName());
    private static final int CONNECTIONS_OF_A_LINE = 1;

    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final GigaChatSettings settings;
    private final Executor makersContext;
    private final Executor threads;
    private final TlsFiles tls;
    private final Clock clock;
    private final Secrets secrets;
    private final Jsonb jsonb = LongStrings.jsonb();
    private final JsonTexts json = new JsonTexts(jsonb);
    private final JsonWriter writer = new JsonWriter(jsonb);
    private final ErrorTable table;
    private final NetworkFailures network;
    private final List<AutoCloseable> open = new ArrayList<>();

    /** What an engine that may meet other TLS settings is looked up with; {@code null} without settings of our own. */
    private final @Nullable ClassLoader listeners;

    /** Known with the first client. */
    private volatile Engine engine = Engine.OTHER;

    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * None yet.
     *
     * @param makersContext runs what it is given at once, as the one who makes the provider would
     * @param threads of the provider
     */
    public RestClients(
            GigaChatSettings settings,
            Clock clock,
            Supplier<List<String>> recentTokens,
            Executor makersContext,
            Executor threads) {
        this.settings = settings;
        this.makersContext = makersContext;
        this.threads = threads;
        this.tls = new TlsFiles(settings, clock, loader);
        this.listeners = hasOwnTls(tls.current()) ? new OwnListeners(orOurs(loader)) : null;
        this.clock = clock;
        Credentials key = settings.key();
        this.secrets = Secrets.ofKeys(() -> key == null ? List.of() : key.known(), recentTokens);
        this.table = new ErrorTable(settings.name(), new Advice(settings.names(), settings.keySetting()));
        this.network = new NetworkFailures(settings.name(), settings.names(), secrets);
        open.add(jsonb);
    }

    private static boolean hasOwnTls(Tls now) {
        return now.api().context() != null || now.oauth().context() != null;
    }

    private static ClassLoader orOurs(@Nullable ClassLoader loader) {
        return loader == null ? RestClients.class.getClassLoader() : loader;
    }

    private void warnOfStrangers() {
        List<String> idle = settings.trustSettings();
        LOG.log(
                System.Logger.Level.WARNING,
                "!!! Provider ''{0}'' does not verify servers: {1} is false, so whoever stands in between can read"
                        + " its key, tokens, prompts and answers. For development only; set {2} to true where that"
                        + " must not be{3}",
                settings.name(),
                settings.names().of(Setting.VERIFY_SSL_CERTS),
                settings.names().of(Setting.PRODUCTION),
                idle.isEmpty() ? "" : ". What says whom to trust is not looked at: " + String.join(", ", idle));
    }

    /** What must not be shown. */
    public Secrets secrets() {
        return secrets;
    }

    /** Who speaks to the servers; known once there is a client. */
    public Engine engine() {
        return engine;
    }

    /** A token that is there from the start, or {@code null} if one must be asked for. */
    public @Nullable AccessToken readyToken(long nowMillis) {
        String ready = settings.accessToken();
        if (ready != null) {
            return AccessToken.ready(ready, nowMillis);
        }
        return settings.certificateOnly() ? AccessToken.none() : null;
    }

    /**
     * The token endpoint for one exchange at a time; closed by whoever asked for it.
     *
     * @throws IllegalArgumentException if a standard key of its client is wrong
     */
    public TokenRequests tokens() {
        BodyGuard guard = new BodyGuard(threads, loader);
        ErrorMapper errors = errors(Endpoint.OAUTH, guard, () -> {});
        RequestLog log = new RequestLog(settings.name(), secrets);
        Credentials key = settings.key();
        Tls now = tls.current();
        OAuthClient client = key == null
                ? null
                : built(() -> tokenBuilder(now, guard)
                        .register(new BasicAndRqUidFilter(key::value))
                        .register(log, RequestLog.AFTER_ALL_OTHERS)
                        .register(guard)
                        .register(errors)
                        .build(OAuthClient.class));
        if (client != null) {
            guard.guards(client, engine);
        }
        return new TokenRequests(settings, client, guard, errors, network, json, log, () -> tls.current() == now);
    }

    /**
     * The API for one exchange at a time, with the given patience for an answer; closed by whoever asked for it.
     *
     * @param tokens gives one until the given moment, or as long as usual if that is {@code null}
     */
    public GigaChatApi api(
            Function<@Nullable Deadline, AccessToken> tokens, Consumer<AccessToken> rejected, Duration readTimeout) {
        BearerAndRqUidFilter bearer = new BearerAndRqUidFilter(tokens, rejected, settings.headers());
        BodyGuard guard = new BodyGuard(threads, loader);
        ErrorMapper errors = errors(Endpoint.API, guard, bearer::rejectUsed);
        RequestLog log = new RequestLog(settings.name(), secrets);
        Tls now = tls.current();
        CompletionsClient client =
                built(() -> builder(settings.baseUrl(), Setting.COMPLETIONS_KEY, now.api(), readTimeout, guard)
                        .register(bearer)
                        .register(log, RequestLog.AFTER_ALL_OTHERS)
                        .register(guard)
                        .register(errors)
                        .build(CompletionsClient.class));
        guard.guards(client, engine);
        return new GigaChatApi(settings, client, guard, bearer, errors, network, json, log, () -> tls.current() == now);
    }

    /**
     * Lines are made by all kinds of threads; the engine is looked up as the one that made the provider sees it, and so is
     * what the container adds, for instance its tracing. A context that is no more is done without.
     */
    private <T> T built(Supplier<T> builder) {
        FutureTask<T> work = new FutureTask<>(() -> withLoader(builder));
        try {
            makersContext.execute(work);
        } catch (RuntimeException gone) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "A REST client of provider ''{0}'' is made without the container''s context: {1}",
                    settings.name(),
                    gone.getClass().getName());
        }
        work.run(); // Unless it has been.
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private <T> T withLoader(Supplier<T> builder) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            if (listeners != null && Engine.of(RestClientBuilder.newBuilder()).mayMeetOtherTls()) {
                thread.setContextClassLoader(listeners);
            }
            return builder.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ErrorMapper errors(Endpoint endpoint, BodyGuard guard, Runnable unauthorized) {
        return new ErrorMapper(endpoint, table, jsonb, secrets, clock, guard, unauthorized);
    }

    private RestClientBuilder tokenBuilder(Tls now, BodyGuard guard) {
        Duration patience = new TokenPatience(settings.timeout()).longest();
        RestClientBuilder builder = builder(settings.authUrl(), Setting.OAUTH_KEY, now.oauth(), patience, guard);
        EngineSettings.token(engine, builder, guard);
        return builder;
    }

    private RestClientBuilder builder(
            URI address, String configKey, TlsMaterial material, Duration readTimeout, BodyGuard guard) {
        RestClientBuilder builder = RestClientBuilder.newBuilder()
                .baseUri(address)
                .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(readTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .register(writer);
        meet(Engine.of(builder));
        EngineSettings.apply(engine, builder, CONNECTIONS_OF_A_LINE, writer, guard);
        EngineSettings.tls(engine, builder, material, guard);
        if (!material.verified()) {
            if (!engine.takesSslContext()) {
                throw new IllegalArgumentException(
                        settings.names().of(Setting.VERIFY_SSL_CERTS)
                                + " must be true with this REST client, which has no standard way not to verify servers, was false");
            }
            builder.hostnameVerifier((host, session) -> true);
        }
        new StandardKeys(settings, configKey, address).apply(builder);
        return builder;
    }

    private void meet(Engine its) {
        engine = its;
        if (!warned.getAndSet(true)) {
            WireLog.warn(settings.name(), its);
            if (!settings.verifiesServers() && its.takesSslContext()) {
                warnOfStrangers();
            }
        }
    }

    @Override
    public synchronized void close() {
        for (AutoCloseable resource : open) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "A REST client of provider ''{0}'' did not close cleanly: {1}",
                        settings.name(),
                        e.getClass().getName());
            }
        }
        open.clear();
    }
}
