package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application as it is shipped, without a key: the simulator comes and goes with it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AsShippedIT {
    private static final Pattern LINE = Pattern.compile(
            "No GigaChat credentials are configured: the built-in simulator answers at http://127\\.0\\.0\\.1:(\\d+)/v1");

    @ArquillianResource
    Deployer deployer;

    @Deployment(testable = false, managed = false, name = "shipped")
    static WebArchive sample() {
        return SampleWar.asShipped("shipped");
    }

    @Test
    void theSimulatorAnswersSaysSoAndStopsWithTheApplication() throws IOException {
        deployer.deploy("shipped");
        int port;
        try {
            Api api = new Api(Server.application("shipped"));
            HttpResponse<String> response = api.ask("hello");
            assertThat(Api.object(response).getString("text")).contains("GigaChat simulator");
            JsonObject info = Api.object(api.get("api/info"));
            assertThat(info.getBoolean("simulator")).isTrue();
            String log = Server.log();
            assertThat(log).contains("set the environment variable GIGACHAT_CREDENTIALS");
            port = lastPort(log);
            new Socket("127.0.0.1", port).close();
        } finally {
            deployer.undeploy("shipped");
        }
        // With Payara Micro the server itself ends, and nobody waits for that.
        Patience.until(() -> isClosed(port));
    }

    @Test
    void nothingIsShippedThatTheServerBrings() {
        assertThat(sample().getContent(path -> path.get().startsWith("/WEB-INF/lib/"))
                        .keySet())
                .extracting(path -> path.get().replaceAll("^/WEB-INF/lib/|-[0-9].*", ""))
                .containsExactlyInAnyOrder(
                        "llmbeans-api",
                        "llmbeans-gigachat",
                        "llmbeans-gigachat-simulator",
                        "llmbeans-tck",
                        "wiremock-standalone");
    }

    private static boolean isClosed(int port) {
        try {
            new Socket("127.0.0.1", port).close();
            return false;
        } catch (ConnectException closed) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lastPort(String log) {
        Matcher line = LINE.matcher(log);
        int port = 0;
        while (line.find()) {
            port = Integer.parseInt(line.group(1));
        }
        assertThat(port).as("port in the line of the log").isPositive();
        return port;
    }
}
