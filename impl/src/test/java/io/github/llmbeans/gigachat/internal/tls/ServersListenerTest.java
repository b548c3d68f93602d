package io.github.llmbeans.gigachat.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.GigaChatProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A server that gives every REST client its own SSL context, as Open Liberty does with transport security. */
@Tag("engine")
class ServersListenerTest {
    private static final Identity CA = Identity.root("CN=Corporate Root CA");

    @TempDir
    private Path folder;

    /** The server's; knows nobody. */
    public static final class OfTheServer implements RestClientListener {
        static final AtomicInteger CALLED = new AtomicInteger();

        @Override
        public void onNewClient(Class<?> type, RestClientBuilder builder) {
            try {
                SSLContext stranger = SSLContext.getInstance("TLS");
                stranger.init(null, null, null);
                builder.sslContext(stranger);
                CALLED.incrementAndGet();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** As those of TomEE, which has CXF, ask for the application. */
    public static final class LookingForTheApplication implements RestClientListener {
        static volatile ClassLoader application;

        @Override
        public void onNewClient(Class<?> type, RestClientBuilder builder) {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(application);
        }
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#cxf")
    @Test
    void aServerThatKnowsApplicationsByTheirClassLoaderFindsOursThoughItHasABundle() throws IOException {
        String bundle =
                Files.writeString(folder.resolve("ca.pem"), CA.certificatePem()).toString();
        try (TlsServer server = TlsServer.of(CA.signed("CN=api", "localhost", "127.0.0.1"));
                URLClassLoader application = withListener(LookingForTheApplication.class)) {
            LookingForTheApplication.application = application;
            try (GigaChatProvider provider = madeBy(
                    application,
                    server.config().option("ca-bundle-file", bundle).build())) {
                assertThat(provider.generate("Hello")).isEqualTo("Hi");
            }
        }
    }

    private URLClassLoader withListener(Class<? extends RestClientListener> listener) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(RestClientListener.class.getName()), listener.getName());
        return new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
    }

    private static GigaChatProvider madeBy(ClassLoader application, ProviderConfig config) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return new GigaChatProvider(config);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @DisabledIf("io.github.llmbeans.gigachat.Engines#cxf")
    @Test
    void aBundleOfTheProviderCountsAllTheSame() throws IOException {
        String bundle =
                Files.writeString(folder.resolve("ca.pem"), CA.certificatePem()).toString();
        OfTheServer.CALLED.set(0);
        try (TlsServer server = TlsServer.of(CA.signed("CN=api", "localhost", "127.0.0.1"));
                URLClassLoader ofTheServer = withListener(OfTheServer.class);
                GigaChatProvider provider = madeBy(
                        ofTheServer,
                        server.config().option("ca-bundle-file", bundle).build())) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
        }
        assertThat(OfTheServer.CALLED.get()).isPositive();
    }
}
