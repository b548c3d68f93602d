package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The server's MicroProfile Telemetry is told of the calls. The feature comes and goes with this test; all others run
 * without it. Read from the log, into which OpenTelemetry's own exporter writes.
 */
@Tag(Needs.LIBERTY)
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TelemetryIT {
    private static final String APPLICATION = "telemetry";

    @ArquillianResource
    Deployer deployer;

    @Deployment(testable = false, managed = false, name = APPLICATION)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.patientSettings("gigachat.", Simulators.MAIN);
        settings.put("otel.sdk.disabled", "false");
        settings.put("otel.traces.exporter", "logging");
        settings.put("otel.metrics.exporter", "logging");
        settings.put("otel.logs.exporter", "none");
        settings.put("otel.bsp.schedule.delay", "100");
        settings.put("otel.metric.export.interval", "200");
        return SampleWar.with(APPLICATION, settings);
    }

    @Test
    void aCallIsATraceFromTheRequestOfTheUserToTheRequestOfTheModel() throws IOException {
        try (Feature feature = Feature.added("mpTelemetry-2.1")) {
            deployer.deploy(APPLICATION);
            try {
                assertThat(api().ask("A private question").statusCode()).isEqualTo(200);

                String trace = traceOf("A private question").orElseThrow();
                String call = feature.awaitLine("'chat GigaChat-2-Pro' : " + trace);
                assertThat(call)
                        .contains(
                                "CLIENT [tracer: io.github.llmbeans.gigachat:",
                                "gen_ai.provider.name=gigachat",
                                "gen_ai.usage.output_tokens=")
                        .doesNotContain("A private question");
                assertThat(feature.awaitLine("'attempt' : " + trace)).contains("INTERNAL", "llmbeans.attempt.number=1");
                String metric = feature.awaitLine("gen_ai.client.operation.duration");
                assertThat(metric).contains("unit=s", "gen_ai.request.model=\"GigaChat-2-Pro\"");
                assertThat(feature.awaitLine("gen_ai.client.token.usage"))
                        .contains("gen_ai.token.type=\"input\"", "gen_ai.token.type=\"output\"");
            } finally {
                deployer.undeploy(APPLICATION);
            }
        }
    }

    @Test
    void callsAtTheSameTimeAreTracesOfTheirOwnWhateverConnectionTheyTake() throws Exception {
        try (Feature feature = Feature.added("mpTelemetry-2.1")) {
            deployer.deploy(APPLICATION);
            try {
                List<String> questions = List.of("the first of three", "the second of three", "the third of three");
                Gate gate = Simulators.MAIN.hold(Endpoint.COMPLETIONS);
                List<CompletableFuture<Integer>> answers = questions.stream()
                        .map(question -> CompletableFuture.supplyAsync(
                                () -> api().ask(question).statusCode(), task -> new Thread(task).start()))
                        .toList();
                gate.awaitArrivals(questions.size(), Duration.ofMinutes(2));
                gate.open();
                assertThat(answers)
                        .allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));

                List<String> traces = questions.stream()
                        .map(question -> traceOf(question).orElseThrow())
                        .toList();
                assertThat(traces).doesNotHaveDuplicates();
                for (String trace : traces) {
                    feature.awaitLine("'chat GigaChat-2-Pro' : " + trace);
                }
            } finally {
                deployer.undeploy(APPLICATION);
            }
        }
    }

    @Test
    void withoutTheFeatureTheSameApplicationAnswersAndSendsNoTrace() {
        deployer.deploy(APPLICATION);
        try {
            assertThat(api().ask("hello, nobody traces this").statusCode()).isEqualTo(200);
            assertThat(traceOf("hello, nobody traces this")).isEmpty();
        } finally {
            deployer.undeploy(APPLICATION);
        }
    }

    private static Api api() {
        return new Api(Server.application(APPLICATION));
    }

    /** Where the server's REST client has sent it along with a question; beans ask at the start, too. */
    private static Optional<String> traceOf(String prompt) {
        List<RecordedRequest> requests = Simulators.MAIN.completionRequests().stream()
                .filter(request -> request.bodyText().contains(prompt))
                .toList();
        assertThat(requests).hasSize(1);
        return requests.get(0).header("traceparent").map(header -> header.split("-")[1]);
    }
}
