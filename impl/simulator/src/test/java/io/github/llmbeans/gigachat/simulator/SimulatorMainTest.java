package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SimulatorMainTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void itPrintsWhatAClientsEnvironmentNeeds() throws InterruptedException {
        SimulatorMain.run(new String[0], Map.of(), out, new CountDownLatch(0));

        assertThat(shown.toString(StandardCharsets.UTF_8).lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("# The GigaChat simulator is running"),
                        line -> assertThat(line).matches("export GIGACHAT_BASE_URL=http://127\\.0\\.0\\.1:\\d+/v1"),
                        line -> assertThat(line)
                                .matches("export GIGACHAT_AUTH_URL=http://127\\.0\\.0\\.1:\\d+/api/v2/oauth"),
                        line -> assertThat(line).matches("export GIGACHAT_CREDENTIALS=[A-Za-z0-9+/=]+"),
                        line -> assertThat(line).isEqualTo("export GIGACHAT_SCOPE=GIGACHAT_API_PERS"));
    }

    @Test
    void thePortComesFromTheArgumentOrElseTheEnvironment() throws InterruptedException {
        int free;
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            free = URI.create(sim.baseUrl()).getPort();
        }

        SimulatorMain.run(new String[0], Map.of("GIGACHAT_SIMULATOR_PORT", "" + free), out, new CountDownLatch(0));
        SimulatorMain.run(new String[] {"" + free}, Map.of("GIGACHAT_SIMULATOR_PORT", "x"), out, new CountDownLatch(0));

        assertThat(shown.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.endsWith("127.0.0.1:" + free + "/v1")))
                .hasSize(2);
    }

    @Test
    void aPortThatIsNoNumberIsNamed() {
        assertThatThrownBy(() -> SimulatorMain.run(new String[] {"x"}, Map.of(), out, new CountDownLatch(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port must be a number, was x");
    }
}
