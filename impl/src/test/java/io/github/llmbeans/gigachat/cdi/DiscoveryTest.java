package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import org.junit.jupiter.api.Test;

/** The jar on the class path is all it takes. */
class DiscoveryTest {
    @Test
    void theProviderIsFoundByTheContainerItself() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                Application application =
                        Application.startWithDiscovery(Keys.of(simulator).map(), Beans.Asker.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.generate("Hello"))
                    .contains("Hello");
        }
    }
}
