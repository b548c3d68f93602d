package io.github.llmbeans.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The application as it is packaged, in a JVM of its own: it is built once and configured where it runs. */
class PackagedApplicationIT {
    @Test
    void itDoesNotStartWithWrongSettingsAndOneMessageSaysAllThatIsWrong() throws Exception {
        Process application = start(Map.of("gigachat.timeout", "never"));
        String said = text(application.getInputStream());
        assertThat(application.waitFor()).isNotZero();
        assertThat(said)
                .contains("gigachat.credentials (GIGACHAT_CREDENTIALS)")
                .contains("gigachat.timeout (GIGACHAT_TIMEOUT)")
                .contains("gigachat.sales.credentials (GIGACHAT_SALES_CREDENTIALS)");
    }

    @Test
    void itSaysWhichProvidersItWasNotBuiltWith() throws Exception {
        Process application = start(Map.of(
                "gigachat.credentials", "a2V5", "gigachat.instances", "support", "llmbeans.router.members", "support"));
        String said = text(application.getInputStream());
        assertThat(application.waitFor()).isNotZero();
        assertThat(said)
                .contains("lists \"support\", and did not when the application was built")
                .contains("must list \"sales\", which is injected")
                .contains("make the router \"router\", and made no router when the application was built");
    }

    @Test
    void readinessTellsOfTheProvidersThatAreInjected() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start()) {
            int port = freePort();
            Process application = start(Map.of(
                    "quarkus.http.port", Integer.toString(port),
                    "quarkus.log.level", "INFO",
                    "gigachat.credentials", simulator.credentials(),
                    "gigachat.base-url", simulator.baseUrl().toString(),
                    "gigachat.auth-url", simulator.authUrl().toString()));
            try {
                awaitStart(application.getInputStream());
                HttpResponse<String> ready = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(ready.statusCode()).isEqualTo(200);
                assertThat(ready.body()).contains("provider gigachat").contains("provider sales");
            } finally {
                application.destroy();
                assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static Process start(Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(System.getProperty("it.application"));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String text(InputStream said) throws IOException {
        return new String(said.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Reads what it says until it says that it has started; what comes later is small. */
    private static void awaitStart(InputStream said) throws IOException {
        StringBuilder line = new StringBuilder();
        StringBuilder all = new StringBuilder();
        for (int read = said.read(); read >= 0; read = said.read()) {
            all.append((char) read);
            line.append((char) read);
            if (read == '\n') {
                if (line.indexOf("Installed features") >= 0) {
                    return;
                }
                line.setLength(0);
            }
        }
        throw new IllegalStateException("The application has not started:\n" + all);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
