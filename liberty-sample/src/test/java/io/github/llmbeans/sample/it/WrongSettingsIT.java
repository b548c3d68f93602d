package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that is configured wrong does not start, and the server's log says why, all of it in one message. */
@Tag(Needs.LIBERTY)
class WrongSettingsIT {
    private static final String BEGINNING = "6 settings are wrong:";
    private static final int LENGTH = 2_000;

    @Test
    void oneMessageInTheLogListsEveryMistake() {
        Map<String, String> environment = Map.of(
                "GIGACHAT_CREDENTIALS", Secret.CREDENTIALS,
                "GIGACHAT_TIMEOUT", "0",
                "GIGACHAT_INSTANCES", "sales",
                "GIGACHAT_SALES_MAX_RETRIES", "many",
                "LLMBEANS_ROUTER_MEMBERS", "gigachat,sales,sales,nobody",
                "LLMBEANS_ROUTER_STRATEGY", "fastest");
        try (OwnServer server = OwnServer.start("wrong-settings", "", environment)) {
            Path log = server.logs().resolve("messages.log");
            Patience.untilStarted(server, () -> text(log).contains(BEGINNING));
            String text = text(log);
            int start = text.indexOf(BEGINNING);

            assertThat(text.substring(start, Math.min(start + LENGTH, text.length())))
                    .contains(
                            "gigachat.timeout (GIGACHAT_TIMEOUT) must be between 1 and 300 seconds, was \"0\"",
                            "gigachat.sales.timeout (GIGACHAT_SALES_TIMEOUT)",
                            "gigachat.sales.max-retries (GIGACHAT_SALES_MAX_RETRIES) must be a whole number",
                            "must list each provider once, was \"sales\" again",
                            "was \"nobody\"; there are [gigachat, sales]",
                            "(LLMBEANS_ROUTER_STRATEGY) must be ordered, round-robin, random, first-available or"
                                    + " best-available, was \"fastest\"");
            assertThat(text).doesNotContain(Secret.CREDENTIALS);
        }
    }

    private static String text(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
