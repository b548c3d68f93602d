package io.github.llmbeans.gigachat.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void aBundleOfTheProviderCountsAllTheSame() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(RestClientListener.class.getName()), OfTheServer.class.getName());
        Path bundle = Files.writeString(folder.resolve("ca.pem"), CA.certificatePem());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        OfTheServer.CALLED.set(0);
        try (TlsServer server = TlsServer.of(CA.signed("CN=api", "localhost", "127.0.0.1"));
                URLClassLoader ofTheServer =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(ofTheServer);
            try (GigaChatProvider provider = new GigaChatProvider(
                    server.config().option("ca-bundle-file", bundle.toString()).build())) {
                thread.setContextClassLoader(before);
                assertThat(provider.generate("Hello")).isEqualTo("Hi");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(OfTheServer.CALLED.get()).isPositive();
    }
}
