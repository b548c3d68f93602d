package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.io.IOException;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Without the account's limit, the account's owner refuses; what the limit is good for. */
class OverloadWithoutLimitIT extends OverloadTest {
    private static final class Strict {
        static final GigaChatSimulator SIMULATOR = strict();
    }

    @Deployment(testable = false)
    static WebArchive sample() {
        Map<String, String> settings = settings(Strict.SIMULATOR);
        settings.put("gigachat.max-concurrent-requests", "0");
        return SampleWar.with("overload-without-limit", settings);
    }

    @Test
    void manyAreRefusedAndThoseWhoGetNoAnswerAreToldWhy() throws IOException {
        GigaChatSimulator simulator = Strict.SIMULATOR;
        Patience.until(() -> Api.object(new Api(root).get("api/info")).containsKey("greeting"));
        simulator.clearRequests();

        Crowd crowd = Crowd.of(PEOPLE, root);

        int refused = refused(simulator, crowd, 0);
        write("without-the-limit", crowd, refused);
        assertThat(refused).as("%s", crowd).isPositive();
        assertThat(crowd.bodies()).allSatisfy(body -> assertThat(body).contains("429"));
    }
}
