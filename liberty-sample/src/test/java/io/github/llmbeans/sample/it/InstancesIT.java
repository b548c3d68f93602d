package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several providers side by side, most of them set up wrong: what the caller, the operator and health see. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class InstancesIT {
    @ArquillianResource
    URI root;

    private Api api;

    @Deployment(testable = false)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.settings("gigachat.", Simulators.MAIN);
        String dead = "http://127.0.0.1:" + DeadPort.NUMBER;
        settings.put("gigachat.base-url", dead + "/v1");
        settings.put("gigachat.auth-url", dead + "/api/v2/oauth");
        settings.put("gigachat.instances", "sales,stranger,untrusted");
        settings.putAll(Simulators.settings("gigachat.sales.", Simulators.MAIN));
        settings.putAll(Simulators.settings("gigachat.stranger.", Simulators.MAIN));
        settings.put("gigachat.stranger.credentials", base64("somebody:else"));
        settings.putAll(Simulators.settings("gigachat.untrusted.", Simulators.HTTPS));
        return SampleWar.with("instances", settings);
    }

    @BeforeEach
    void start() {
        api = new Api(root);
    }

    @Test
    void theApplicationStartsAndExplainsThatTheServerOfTheModelIsDead() {
        HttpResponse<String> response = api.ask("hello");
        assertThat(response.statusCode()).isEqualTo(502);
        JsonObject problem = Api.problem(response);
        assertThat(problem.getString("type")).isEqualTo("urn:llmbeans:problem:provider-unavailable");
        assertThat(problem.getString("detail")).contains("127.0.0.1:" + DeadPort.NUMBER);
    }

    @Test
    void eachProviderAnswersOrFailsForItself() {
        Map<String, JsonObject> opinions = opinions();
        assertThat(opinions).containsOnlyKeys("gigachat", "sales", "stranger", "untrusted");
        assertThat(opinions.get("sales").getJsonObject("answer").getString("text"))
                .contains("“Tabs?”");
        assertThat(type(opinions.get("gigachat"))).endsWith(":provider-unavailable");
        assertThat(type(opinions.get("stranger"))).endsWith(":provider-credentials");
        assertThat(type(opinions.get("untrusted"))).endsWith(":provider-unavailable");
    }

    @Test
    void aWrongKeyAndAnUntrustedCertificateNameTheSettingToCheck() {
        Map<String, JsonObject> opinions = opinions();
        assertThat(detail(opinions.get("stranger"))).contains("gigachat.stranger.credentials");
        assertThat(detail(opinions.get("untrusted"))).contains("ca-bundle-file", "certificate");
    }

    @Tag(Needs.HEALTH)
    @Tag(Needs.CHECKS_OF_EXTENSIONS)
    @Test
    void readinessHasACheckForEachProvider() {
        HttpResponse<String> response = Server.health("health/ready");
        assertThat(response.statusCode()).isEqualTo(503);
        Map<String, JsonObject> checks =
                Api.object(response).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                        .collect(Collectors.toMap(check -> check.getString("name"), Function.identity()));
        assertThat(checks)
                .containsOnlyKeys("provider gigachat", "provider sales", "provider stranger", "provider untrusted");
        assertThat(checks.get("provider sales").getString("status")).isEqualTo("UP");
        assertThat(checks.get("provider sales").getJsonObject("data").keySet())
                .containsExactlyInAnyOrder("provider", "model", "status", "secondsSinceProof");
        assertThat(List.of("gigachat", "stranger", "untrusted"))
                .allSatisfy(name -> assertThat(checks.get("provider " + name).getString("status"))
                        .isEqualTo("DOWN"));
    }

    @Tag(Needs.HEALTH)
    @Test
    void livenessDoesNotCareAboutTheModel() {
        Simulators.MAIN.clearRequests();
        assertThat(Server.health("health/live").statusCode()).isEqualTo(200);
        assertThat(Simulators.MAIN.requests()).isEmpty();
    }

    private Map<String, JsonObject> opinions() {
        HttpResponse<String> response = api.post("api/opinions", "{\"prompt\":\"Tabs?\"}");
        assertThat(response.statusCode()).isEqualTo(200);
        return Api.read(response.body()).asJsonArray().getValuesAs(JsonObject.class).stream()
                .collect(Collectors.toMap(opinion -> opinion.getString("provider"), Function.identity()));
    }

    private static String type(JsonObject opinion) {
        return opinion.getJsonObject("problem").getString("type");
    }

    private static String detail(JsonObject opinion) {
        return opinion.getJsonObject("problem").getString("detail");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A port that is taken but at which nobody listens: every connection is refused, and nobody else can get it. */
    private static final class DeadPort {
        private static final Socket SOCKET = new Socket();
        static final int NUMBER = bind();

        private static int bind() {
            try {
                SOCKET.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                return SOCKET.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
