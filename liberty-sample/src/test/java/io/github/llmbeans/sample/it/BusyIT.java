package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.tck.server.Gate;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** An account of one request at a time, somebody whose answer does not end, and somebody who cannot wait for ever. */
class BusyIT extends ApiTest {
    @Deployment(testable = false)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.patientSettings("gigachat.", SIMULATOR);
        settings.put("gigachat.max-concurrent-requests", "1");
        settings.put("gigachat.timeout", "15");
        return SampleWar.with("busy", settings);
    }

    @Test
    void whoGetsNoTurnInTimeIsToldSoAndWhenToComeBack() {
        Gate gate = new Gate();
        SIMULATOR.script(
                Endpoint.COMPLETIONS,
                pieces("It").pass(gate).pieces(" ends.").finish("stop").done().reply());
        try (EventReader first = ask("The one who is answered")) {
            first.next("started");

            HttpResponse<String> waited = api.ask("The one who waits");

            assertThat(waited.statusCode()).isEqualTo(503);
            JsonObject problem = Api.problem(waited);
            assertThat(problem.getString("type")).isEqualTo("urn:llmbeans:problem:busy");
            assertThat(problem.getString("title")).isEqualTo("The question did not get its turn in time");
            assertThat(waited.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(SIMULATOR.completionRequests()).as("at the model").hasSize(1);
            gate.open();
            first.rest();
        }
    }
}
