package io.github.llmbeans.sample.it;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.extension.ExtendWith;

/** 500 people at once, and an account that allows ten requests at a time; the figures are in {@code target/overload}. */
@ExtendWith(ArquillianExtension.class)
abstract class OverloadTest {
    static final int PEOPLE = 500;
    static final int ALLOWED = 10;

    @ArquillianResource
    java.net.URI root;

    static GigaChatSimulator strict() {
        return GigaChatSimulator.builder()
                .scope("GIGACHAT_API_CORP")
                .maxConcurrentCompletions(ALLOWED)
                .answerDelay(Duration.ofMillis(50))
                .start();
    }

    static Map<String, String> settings(GigaChatSimulator simulator) {
        Map<String, String> settings = Simulators.settings("gigachat.", simulator);
        settings.remove("gigachat.max-concurrent-requests");
        settings.remove("gigachat.max-retries");
        settings.put("gigachat.timeout", "60");
        return settings;
    }

    /** How many requests the simulator has answered with 429, one question of the application's own start included. */
    static int refused(GigaChatSimulator simulator, Crowd crowd, int otherAnswers) {
        return simulator.completionRequests().size() - crowd.answered() - otherAnswers;
    }

    static void write(String name, Crowd crowd, int refused) throws IOException {
        Path file = Path.of("target", "overload", name + ".txt");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                PEOPLE + " people, " + ALLOWED + " at once allowed: statuses " + crowd.statuses()
                        + ", refused with 429: " + refused + ", all over after " + crowd.millis() + " ms\n",
                StandardCharsets.UTF_8);
    }
}
