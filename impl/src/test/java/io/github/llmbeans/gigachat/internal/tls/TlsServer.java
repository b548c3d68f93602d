package io.github.llmbeans.gigachat.internal.tls;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** GigaChat on a TLS port of this machine, token endpoint and API, with a certificate that a test decides. */
public final class TlsServer implements AutoCloseable {
    public static final String TOKEN = "TOKEN.abc-DEF_0123456789";
    public static final String CREDENTIALS = "a2V5OnZlcnktc2VjcmV0";

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tls-server");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Identity identity;
    private volatile String acceptedKey = CREDENTIALS;
    private volatile int apiStatus = 200;
    private final AtomicInteger rejections = new AtomicInteger();

    /** What one request brought. */
    public record Seen(
            String method,
            String path,
            @Nullable String authorization,
            @Nullable String client) {}

    private TlsServer(Identity identity, @Nullable Identity clients, String... protocols) {
        this.identity = identity;
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new Presented[] {new Presented()}, clients == null ? null : trust(clients), null);
            // Each connection has a handshake of its own: a resumed one shows the certificate of another time.
            context.getServerSessionContext().setSessionCacheSize(1);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters ssl = context.getDefaultSSLParameters();
                    ssl.setNeedClientAuth(clients != null);
                    if (protocols.length > 0) {
                        ssl.setProtocols(protocols);
                    }
                    parameters.setSSLParameters(ssl);
                }
            });
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public static TlsServer of(Identity identity) {
        return new TlsServer(identity, null);
    }

    /** Demands a certificate that this CA has signed. */
    public static TlsServer demanding(Identity clients, Identity identity, String... protocols) {
        return new TlsServer(identity, clients, protocols);
    }

    /** The certificate of new connections. */
    public void present(Identity other) {
        identity = other;
    }

    /** The only key that the token endpoint takes. */
    void accept(String key) {
        acceptedKey = key;
    }

    /** Answers the next request to the API with 401. */
    void rejectNextToken() {
        rejections.set(1);
    }

    void answerApiWith(int status) {
        apiStatus = status;
    }

    int port() {
        return server.getAddress().getPort();
    }

    public String uri() {
        return "https://localhost:" + port();
    }

    /** A configuration for both endpoints. */
    ProviderConfigBuilder config() {
        return keyless().apiKey(CREDENTIALS);
    }

    ProviderConfigBuilder keyless() {
        return ProviderConfig.builder("gigachat")
                .maxRetries(0)
                .baseUrl(uri() + "/v1")
                .authUrl(uri() + "/oauth");
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public List<Seen> seen(String path) {
        return seen.stream().filter(request -> request.path.equals(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        @Nullable String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        seen.add(new Seen(exchange.getRequestMethod(), path, authorization, client(exchange)));
        if (path.equals("/oauth")) {
            if (("Basic " + acceptedKey).equals(authorization)) {
                reply(exchange, 200, "{\"access_token\":\"" + TOKEN + "\",\"expires_at\":9999999999999}");
            } else {
                reply(exchange, 401, "{\"code\":6,\"message\":\"credentials doesn't match db data\"}");
            }
        } else if (rejections.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            reply(exchange, 401, "{\"status\":401,\"message\":\"Token has expired\"}");
        } else if (apiStatus != 200) {
            reply(exchange, apiStatus, "{\"status\":" + apiStatus + ",\"message\":\"no\"}");
        } else if (path.endsWith("/models")) {
            reply(exchange, 200, "{\"data\":[{\"id\":\"GigaChat-2-Pro\",\"object\":\"model\"}]}");
        } else {
            reply(
                    exchange,
                    200,
                    "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
                            + "\"finish_reason\":\"stop\"}]}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static @Nullable String client(HttpExchange exchange) {
        try {
            return ((com.sun.net.httpserver.HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName();
        } catch (SSLPeerUnverifiedException none) {
            return null;
        }
    }

    static TrustManager[] trust(Identity ca) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", ca.certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Shows the certificate of the moment. */
    private final class Presented extends X509ExtendedKeyManager {
        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {"server"};
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return chosen(keyType);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            return chosen(keyType);
        }

        private @Nullable String chosen(String keyType) {
            return keyType.startsWith(identity.key().getAlgorithm()) ? "server" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return identity.chain().toArray(new X509Certificate[0]);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity.key();
        }
    }
}
