package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.OAuthErrors;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A key is planted in a server whose every library traces all it does, and is looked for in all that was written. */
@Tag(Needs.LIBERTY)
class SecretsInEveryLogIT {
    /**
     * Everything, but for what is documented to write the headers of a request: two loggers of Apache HttpClient. The others
     * that are off look at features, archives, classes (the last one into each as it is loaded, which was 40 %) and
     * kinds of settings before any value of the application exists, or repeat what others have traced: gigabytes.
     */
    private static final String LEVELS = String.join(
            ":",
            "*=all",
            "org.apache.http.headers=info",
            "org.apache.http.wire=info",
            "x.com.ibm.ws.collector.*=off",
            "com.ibm.ws.event.internal.*=off",
            "com.ibm.websphere.event.*=off",
            "com.ibm.ws.ras.instrument.*=off",
            "com.ibm.ws.kernel.filemonitor.*=off",
            "com.ibm.ws.kernel.feature.*=off",
            "com.ibm.wsspi.kernel.service.utils.*=off",
            "com.ibm.ws.annocache*=off",
            "com.ibm.ws.container.service.metadata.*=off",
            "com.ibm.ws.artifact.*=off",
            "com.ibm.ws.adaptable.module.*=off",
            "com.ibm.ws.config.xml.internal.MetaTypeRegistry*=off",
            "com.ibm.ws.monitor.internal.bci.*=off");

    /** Who must have traced, by a part of their names: the way of a key from the configuration to the wire, and round it. */
    private static final List<String> WITNESSES = List.of(
            "io.github.llmbeans.gigachat.",
            "io.github.llmbeans.sample.",
            "com.ibm.ws.config.",
            "org.jboss.resteasy.",
            "org.jboss.weld.",
            "org.apache.http.impl.",
            "com.ibm.ws.webcontainer",
            "io.openliberty.microprofile.");

    @Test
    void noLibraryOfTheServerWritesTheKeyOrATokenHoweverMuchItTraces() throws IOException {
        try (GigaChatSimulator simulator =
                GigaChatSimulator.builder().credentials(Secret.CREDENTIALS).start()) {
            OwnServer server = OwnServer.start(
                    "traced",
                    "<logging traceSpecification=\"" + LEVELS + "\" maxFileSize=\"0\"/>",
                    environment(simulator));
            try (server) {
                useIt(server, simulator);
            }
            List<String> tokens = tokens(simulator);
            assertThat(tokens).as("tokens that went over the wire").hasSizeGreaterThan(1);

            TraceSearch found = TraceSearch.of(server.logs(), forms(tokens));

            assertThat(WITNESSES)
                    .as("traced in %d bytes", found.bytes())
                    .allSatisfy(witness -> assertThat(found.tracers()).anyMatch(name -> name.contains(witness)));
            assertThat(found.holders()).as("files and libraries with a secret").isEmpty();
        }
    }

    /** One answer, one stream, one key that is refused, one look at the health, and a token that is replaced. */
    private static void useIt(OwnServer server, GigaChatSimulator simulator) {
        Api api = new Api(server.root());
        Patience.untilStarted(server, () -> api.get("api/info").body().contains("\"greeting\""));
        assertThat(api.ask("hello").statusCode()).isEqualTo(200);
        simulator.revokeAllTokens();
        assertThat(api.post("api/stream", ApiTest.messages("hello")).body()).contains("event: finished");
        assertThat(api.get("health/ready").statusCode()).isEqualTo(200);
        simulator.revokeAllTokens();
        simulator.script(Endpoint.OAUTH, OAuthErrors.wrongCredentials(), OAuthErrors.wrongCredentials());
        assertThat(api.ask("hello").body()).contains("provider-credentials");
    }

    private static Map<String, String> environment(GigaChatSimulator simulator) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("GIGACHAT_CREDENTIALS", Secret.CREDENTIALS);
        environment.put("GIGACHAT_BASE_URL", simulator.baseUrl());
        environment.put("GIGACHAT_AUTH_URL", simulator.authUrl());
        environment.put("GIGACHAT_MAX_RETRIES", "0");
        return environment;
    }

    private static List<String> forms(List<String> tokens) {
        List<String> forms = new ArrayList<>(Secret.FORMS);
        Stream.concat(Stream.of(Secret.CREDENTIALS, Secret.decoded()), tokens.stream())
                .map(Secret::withBase64)
                .forEach(forms::addAll);
        return forms.stream().distinct().toList();
    }

    private static List<String> tokens(GigaChatSimulator simulator) {
        return simulator.completionRequests().stream()
                .map(SecretsInEveryLogIT::bearer)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<String> bearer(RecordedRequest request) {
        return request.header("Authorization").map(value -> value.replaceFirst("^Bearer ", ""));
    }
}
