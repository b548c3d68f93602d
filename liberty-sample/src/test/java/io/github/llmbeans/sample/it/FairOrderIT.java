package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.tck.server.Gate;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An account of one request at a time, and people who come one after another. */
@ExtendWith(ArquillianExtension.class)
class FairOrderIT {
    private static final int WAITING = 5;

    @ArquillianResource
    URI root;

    @Deployment(testable = false)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.patientSettings("gigachat.", Simulators.MAIN);
        settings.put("gigachat.max-concurrent-requests", "1");
        return SampleWar.with("fair-order", settings);
    }

    /** Each comes when the one before is known to wait: the beginning of its answer, which has nothing of the model, is there. */
    @Test
    void whoComesFirstIsServedFirst() {
        GigaChatSimulator simulator = Simulators.MAIN;
        Api api = new Api(root);
        Patience.until(() -> Api.object(api.get("api/info")).containsKey("greeting"));
        simulator.clearRequests();
        List<EventReader> people = new ArrayList<>();
        try {
            Gate gate = simulator.hold(Endpoint.COMPLETIONS);
            for (int i = 0; i <= WAITING; i++) {
                people.add(api.stream("api/stream", ApiTest.messages(question(i))));
            }
            gate.awaitArrivals(1, Duration.ofSeconds(30));
            assertThat(simulator.completionRequests()).as("at the model").hasSize(1);

            gate.open();

            people.forEach(EventReader::rest);
            assertThat(simulator.mostAtOnce(Endpoint.COMPLETIONS)).isEqualTo(1);
        } finally {
            simulator.reset();
            people.forEach(EventReader::close);
        }
        assertThat(simulator.completionRequests())
                .extracting(asked -> IntStream.rangeClosed(0, WAITING)
                        .filter(i -> asked.bodyText().contains(question(i)))
                        .boxed()
                        .findFirst()
                        .orElse(-1))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, WAITING).boxed().toList());
    }

    private static String question(int number) {
        return "Question " + number + " of those who wait";
    }
}
