package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.config.TrustMaterial;
import io.github.llmbeans.gigachat.internal.error.Advice;
import io.github.llmbeans.gigachat.internal.error.Endpoint;
import io.github.llmbeans.gigachat.internal.error.ErrorTable;
import io.github.llmbeans.gigachat.internal.error.NetworkFailures;
import io.github.llmbeans.gigachat.internal.error.Secrets;
import io.github.llmbeans.gigachat.internal.token.AccessToken;
import io.github.llmbeans.gigachat.internal.token.TokenSource;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/** Builds the two REST clients of one provider and closes them. */
public final class RestClients implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RestClients.class.getName());
    private static final int OAUTH_CONNECTIONS = 4;
    private static final int CONNECTIONS_OF_A_LINE = 1;

    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final GigaChatSettings settings;
    private final @Nullable KeyStore bundle;
    private final Clock clock;
    private final Secrets secrets;
    private final Jsonb jsonb = JsonbBuilder.create();
    private final JsonTexts json = new JsonTexts(jsonb);
    private final ErrorTable table;
    private final NetworkFailures network;
    private final List<AutoCloseable> open = new ArrayList<>();
    private boolean closed;

    public RestClients(GigaChatSettings settings, Clock clock, Supplier<List<String>> recentTokens) {
        this.settings = settings;
        Path file = settings.caBundleFile();
        this.bundle = file == null
                ? null
                : TrustMaterial.withBundle(file, settings.names().of(Setting.CA_BUNDLE_FILE));
        this.clock = clock;
        this.secrets = new Secrets(settings.credentials(), recentTokens);
        this.table = new ErrorTable(settings.name(), new Advice(settings.names()));
        this.network = new NetworkFailures(settings.name(), settings.names(), secrets);
        open.add(jsonb);
    }

    /** The token endpoint. */
    public TokenSource tokens() {
        ErrorMapper errors = errors(Endpoint.OAUTH);
        String credentials = settings.credentials();
        OAuthClient client = credentials == null
                ? null
                : keep(builder(settings.authUrl(), Setting.OAUTH_KEY, OAUTH_CONNECTIONS, settings.timeout())
                        .register(new BasicAndRqUidFilter(credentials))
                        .register(errors)
                        .build(OAuthClient.class));
        return new TokenRequests(settings, client, errors, network, json);
    }

    /** The API for one exchange at a time, with the given patience for an answer; closed by whoever asked for it. */
    public GigaChatApi api(Supplier<AccessToken> tokens, Consumer<AccessToken> rejected, Duration readTimeout) {
        ErrorMapper errors = errors(Endpoint.API);
        CompletionsClient client =
                built(() -> builder(settings.baseUrl(), Setting.COMPLETIONS_KEY, CONNECTIONS_OF_A_LINE, readTimeout)
                        .register(new BearerAndRqUidFilter(tokens, rejected, settings.headers()))
                        .register(errors)
                        .build(CompletionsClient.class));
        return new GigaChatApi(settings, client, errors, network, json);
    }

    /** Lines are made by all kinds of threads; the engine is looked up as the one that made the provider sees it. */
    private <T> T built(Supplier<T> builder) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return builder.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ErrorMapper errors(Endpoint endpoint) {
        return new ErrorMapper(endpoint, table, jsonb, secrets, clock);
    }

    private RestClientBuilder builder(URI address, String configKey, int connections, Duration readTimeout) {
        RestClientBuilder builder = RestClientBuilder.newBuilder()
                .baseUri(address)
                .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(readTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .register(new JsonbResolver(jsonb));
        EngineSettings.connections(builder, connections);
        if (bundle != null) {
            builder.trustStore(bundle);
        }
        new StandardKeys(settings, configKey).apply(builder);
        return builder;
    }

    private synchronized <T extends AutoCloseable> T keep(T client) {
        open.add(0, client);
        if (closed) {
            close();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (AutoCloseable resource : open) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.DEBUG, "A REST client did not close cleanly", e);
            }
        }
        open.clear();
    }
}
