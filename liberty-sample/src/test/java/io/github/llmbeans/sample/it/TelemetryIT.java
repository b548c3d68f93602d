package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.server.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The server's MicroProfile Telemetry is told of the calls. The feature comes and goes with this test; all others run
 * without it. Read from the log, into which OpenTelemetry's own exporter writes.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TelemetryIT {
    private static final String APPLICATION = "telemetry";

    @ArquillianResource
    Deployer deployer;

    @Deployment(testable = false, managed = false, name = APPLICATION)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.settings("gigachat.", Simulators.MAIN);
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
                Simulators.MAIN.clearRequests();
                assertThat(api().ask("A private question").statusCode()).isEqualTo(200);

                String trace = traceOf(Simulators.MAIN.completionRequests());
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
    void withoutTheFeatureTheSameApplicationAnswersAndSendsNoTrace() {
        deployer.deploy(APPLICATION);
        try {
            Simulators.MAIN.clearRequests();
            assertThat(api().ask("hello").statusCode()).isEqualTo(200);
            assertThat(Simulators.MAIN.completionRequests())
                    .singleElement()
                    .satisfies(
                            request -> assertThat(request.header("traceparent")).isEmpty());
        } finally {
            deployer.undeploy(APPLICATION);
        }
    }

    private static Api api() {
        return new Api(URI.create("http://localhost:" + System.getProperty("it.http.port") + "/" + APPLICATION + "/"));
    }

    /** The server's REST client has sent it along. */
    private static String traceOf(List<RecordedRequest> requests) {
        assertThat(requests).hasSize(1);
        return requests.get(0).header("traceparent").orElseThrow().split("-")[1];
    }
}
