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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Builds the two REST clients of one provider and closes them. */
public final class RestClients implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RestClients.class.getName());
    private static final int OAUTH_CONNECTIONS = 4;

    private final GigaChatSettings settings;
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

    /** The API, with the given patience for an answer to begin. */
    public GigaChatApi api(Supplier<AccessToken> tokens, Consumer<AccessToken> rejected, Duration readTimeout) {
        ErrorMapper errors = errors(Endpoint.API);
        CompletionsClient client =
                keep(builder(settings.baseUrl(), Setting.COMPLETIONS_KEY, settings.maxConnections(), readTimeout)
                        .register(new BearerAndRqUidFilter(tokens, rejected, settings.headers()))
                        .register(errors)
                        .build(CompletionsClient.class));
        return new GigaChatApi(settings, client, errors, network, json);
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
        Path bundle = settings.caBundleFile();
        if (bundle != null) {
            builder.trustStore(TrustMaterial.withBundle(bundle, settings.names().of(Setting.CA_BUNDLE_FILE)));
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
