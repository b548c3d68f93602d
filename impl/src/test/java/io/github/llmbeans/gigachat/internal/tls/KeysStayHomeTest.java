package io.github.llmbeans.gigachat.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and tokens go to the hosts of the configuration, whoever sends the provider elsewhere. */
class KeysStayHomeTest {
    private static final String KEY = "a2V5OnZlcnktc2VjcmV0";
    private static final String TOKEN = "{\"access_token\":\"TOKEN\",\"expires_at\":9999999999999}";

    @ParameterizedTest
    @CsvSource({
        "301, other", "302, other", "303, other", "307, other", "308, other",
        "302, https", "307, https", "302, same", "307, same", "308, same"
    })
    void aRedirectIsNotFollowedWhereverItLeads(int status, String where) {
        try (FakeServer other = FakeServer.builder()
                        .https(true)
                        .handler(request -> Reply.json(200, TOKEN))
                        .start();
                FakeServer home = FakeServer.start(request -> Reply.of(status)
                        .header(
                                "Location",
                                switch (where) {
                                    case "other" -> other.uri() + "/elsewhere";
                                    case "https" -> other.httpsUri() + "/elsewhere";
                                    default -> "/elsewhere";
                                }))) {
            ProviderConfigBuilder config = ProviderConfig.builder("gigachat")
                    .maxRetries(0)
                    .baseUrl(home.uri() + "/v1")
                    .authUrl(home.uri() + "/oauth");
            try (GigaChatProvider asking =
                    new GigaChatProvider(config.apiKey(KEY).build())) {
                assertThat(catchThrowableOfType(ProviderException.class, () -> asking.generate("Hello")))
                        .isExactlyInstanceOf(ProviderUnavailableException.class)
                        .hasMessageContaining("Redirects are not followed");
            }
            try (GigaChatProvider calling =
                    new GigaChatProvider(config.option("access-token", "TOKEN").build())) {
                catchThrowable(() -> calling.generate("Hello"));
                catchThrowable(calling::models);
                catchThrowable(() -> {
                    try (BlockingStream<String> pieces =
                            BlockingStream.of(calling.generateStream("Hello", GenerationParams.defaults()))) {
                        pieces.forEach(piece -> {});
                    }
                });
            }
            assertThat(other.requests()).isEmpty();
            assertThat(home.requests())
                    .hasSize(4)
                    .noneMatch(request -> request.path().equals("/elsewhere"));
        }
    }

    @Test
    void aProxySeesWhereTheConnectionGoesAndNothingElseAndCannotTakeThePlaceOfTheServer(@TempDir Path folder)
            throws IOException {
        Identity ca = Identity.root("CN=Corporate Root CA");
        Path bundle = Files.writeString(folder.resolve("ca.pem"), ca.certificatePem(), StandardCharsets.US_ASCII);
        try (TlsServer server = TlsServer.of(ca.signed("CN=api", "localhost"));
                TlsServer other = TlsServer.of(ca.signed("CN=api", "elsewhere.example"));
                Proxy honest = new Proxy(server.port());
                Proxy lying = new Proxy(other.port())) {
            ProviderConfigBuilder config = server.config().option("ca-bundle-file", bundle.toString());
            try (GigaChatProvider provider =
                    new GigaChatProvider(honest.in(config).build())) {
                assertThat(provider.generate("Hello")).isEqualTo("Hi");
                assertThat(honest.heads)
                        .hasSize(2)
                        .allSatisfy(head -> assertThat(head)
                                .startsWith("CONNECT localhost:" + server.port())
                                .doesNotContainIgnoringCase("\r\nauthorization")
                                .doesNotContain(KEY, TlsServer.TOKEN));
            }
            try (GigaChatProvider provider =
                    new GigaChatProvider(lying.in(config).build())) {
                assertThat(catchThrowable(() -> provider.generate("Hello")))
                        .hasMessageContaining("another host than 'localhost'");
                assertThat(other.seen()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:MARKER@api.example/v1",
                "https://MARKER@api.example/v1",
                "http://user:MARKER@127.0.0.1/v1",
                "https://user:MARKER@api.example:99999/v1",
                "https://user:MARKER@/v1",
                "https://user:MAR KER@api.example",
                "https://user:MARKER@api.example/v1?key=MARKER#MARKER"
            })
    void userInformationInAnAddressIsRefusedAndNeverShown(String address) {
        for (Throwable thrown : List.of(
                catchThrowable(() -> ProviderConfig.builder("gigachat").baseUrl(address)),
                catchThrowable(() -> ProviderConfig.builder("gigachat").authUrl(address)))) {
            StringWriter whole = new StringWriter();
            thrown.printStackTrace(new PrintWriter(whole));
            assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
            assertThat(whole.toString()).doesNotContain("MARKER", "MAR KER");
        }
    }

    /** Leads every tunnel to one port, and keeps the heads of the requests for them. */
    private static final class Proxy implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int target;
        private final List<String> heads = new CopyOnWriteArrayList<>();

        Proxy(int target) throws IOException {
            this.target = target;
            started(this::accept);
        }

        ProviderConfigBuilder in(ProviderConfigBuilder config) {
            String address = "127.0.0.1:" + socket.getLocalPort();
            return config.option("gigachat/mp-rest/proxyAddress", address)
                    .option("gigachat-oauth/mp-rest/proxyAddress", address);
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    started(() -> tunnel(client));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void tunnel(Socket client) {
            try (client;
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                StringBuilder head = new StringBuilder();
                InputStream in = client.getInputStream();
                while (!head.toString().endsWith("\r\n\r\n")) {
                    head.append((char) in.read());
                }
                heads.add(head.toString());
                OutputStream out = client.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                started(() -> copy(in, server));
                server.getInputStream().transferTo(out);
            } catch (IOException over) {
                // Either side may end it.
            }
        }

        private static void copy(InputStream in, Socket server) {
            try {
                in.transferTo(server.getOutputStream());
                server.shutdownOutput();
            } catch (IOException over) {
                // Either side may end it.
            }
        }

        private static void started(Runnable work) {
            Thread thread = new Thread(work, "proxy");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
