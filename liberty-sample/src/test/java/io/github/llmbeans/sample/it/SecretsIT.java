package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.OAuthErrors;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key is planted and looked for everywhere. */
@Tag(Needs.LIBERTY)
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SecretsIT {
    private static final GigaChatSimulator SIMULATOR = Simulators.MAIN;
    private static final String PLANTED_PROMPT = "planted prompt 5c1b";

    /** How Liberty writes a line of level FINE. */
    private static final Pattern FINE_LINE = Pattern.compile("io\\.github\\.llmbeans\\.gigachat\\S* +1 ");

    @ArquillianResource
    URI root;

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("secrets", Simulators.settings("gigachat.", SIMULATOR));
    }

    @Test
    void theKeyTheTokensAndThePromptsAreInNoAnswerAndInNoLogAtItsFinest() throws IOException {
        SIMULATOR.clearRequests();
        Map<String, String> seen = everythingAVisitorCanSee();
        Map<String, String> logs = logs();
        List<String> secrets = new ArrayList<>(Secret.FORMS);
        secrets.addAll(tokens());
        assertThat(secrets).as("the key and the tokens").hasSizeGreaterThan(Secret.FORMS.size() + 1);
        assertThat(logs.values().stream().anyMatch(log -> FINE_LINE.matcher(log).find()))
                .as("the provider writes its log at the finest level")
                .isTrue();
        assertThat(holders(seen, secrets)).as("answers with a secret").isEmpty();
        assertThat(holders(logs, secrets)).as("logs with a secret").isEmpty();
        assertThat(holders(logs, List.of(PLANTED_PROMPT)))
                .as("logs with a prompt")
                .isEmpty();
    }

    private static List<String> holders(Map<String, String> texts, List<String> secrets) {
        return texts.entrySet().stream()
                .filter(text -> secrets.stream().anyMatch(text.getValue()::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, String> everythingAVisitorCanSee() {
        Api api = new Api(root);
        Api server = new Api(root.resolve("/"));
        List<HttpResponse<String>> responses = new ArrayList<>();
        for (String path :
                List.of("", "chat.js", "api.js", "texts.js", "api/info", "api/conversation", "api/nothing")) {
            responses.add(api.get(path));
        }
        for (String path : List.of("openapi", "health", "health/ready", "health/live", "health/started")) {
            responses.add(server.get(path));
        }
        responses.add(api.ask(PLANTED_PROMPT));
        SIMULATOR.revokeAllTokens();
        responses.add(api.ask(PLANTED_PROMPT));
        SIMULATOR.script(Endpoint.COMPLETIONS, WireErrors.internalError());
        responses.add(api.ask(PLANTED_PROMPT));
        SIMULATOR.script(Endpoint.COMPLETIONS, WireErrors.unauthorized(), WireErrors.unauthorized());
        responses.add(api.ask(PLANTED_PROMPT));
        SIMULATOR.revokeAllTokens();
        SIMULATOR.script(Endpoint.OAUTH, OAuthErrors.wrongCredentials(), OAuthErrors.wrongCredentials());
        responses.add(api.ask(PLANTED_PROMPT));
        SIMULATOR.reset();
        responses.add(api.post("api/conversation/stream", "{\"prompt\":\"" + PLANTED_PROMPT + "\"}"));
        responses.add(api.post("api/conversation/stream", "{\"prompt\":\"" + PLANTED_PROMPT + " /stream-cut\"}"));
        responses.add(server.get("health/ready"));
        Map<String, String> seen = new LinkedHashMap<>();
        responses.forEach(response ->
                seen.put(seen.size() + " " + response, response.headers().map() + "\n" + response.body()));
        return seen;
    }

    private static List<String> tokens() {
        return SIMULATOR.completionRequests().stream()
                .map(SecretsIT::bearer)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<String> bearer(RecordedRequest request) {
        return request.header("Authorization").map(value -> value.replaceFirst("^Bearer ", ""));
    }

    private static Map<String, String> logs() throws IOException {
        Path directory = Path.of(System.getProperty("it.logs"));
        try (Stream<Path> files = Files.walk(directory)) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(
                        directory.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
            return texts;
        }
    }
}
