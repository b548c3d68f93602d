package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** With the account's limit, nobody is refused. */
class OverloadIT extends OverloadTest {
    private static final class Strict {
        static final GigaChatSimulator SIMULATOR = strict();
    }

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("overload", settings(Strict.SIMULATOR));
    }

    @Test
    void fiveHundredPeopleAreAnsweredTenAtATimeAndNoneIsRefused() throws IOException {
        GigaChatSimulator simulator = Strict.SIMULATOR;
        Patience.until(() -> Api.object(new Api(root).get("api/info")).containsKey("greeting"));
        simulator.clearRequests();

        Crowd crowd = Crowd.of(PEOPLE, root);

        int refused = refused(simulator, crowd, 0);
        write("with-the-limit", crowd, refused);
        assertThat(crowd.answered()).as("%s", crowd).isEqualTo(PEOPLE);
        assertThat(refused).isZero();
        assertThat(simulator.mostAtOnce(Endpoint.COMPLETIONS)).isLessThanOrEqualTo(ALLOWED);
    }
}
