package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator reads, at the finest level of every library. */
class LogTest {
    private static final String SECRET = "MARKER-client-secret-0815";
    private static final String PAIR = "00000000-0000-4000-8000-000000000001:" + SECRET;
    private static final String KEY = Base64.getEncoder().encodeToString(PAIR.getBytes(StandardCharsets.UTF_8));
    private static final String PROMPT = "A very private question about salaries";

    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final Recorder recorder = new Recorder();

    @BeforeEach
    void listen() {
        root.setLevel(Level.ALL);
        root.addHandler(recorder);
    }

    @AfterEach
    void stopListening() {
        root.removeHandler(recorder);
        root.setLevel(before);
    }

    @Test
    void noSecretPromptOrAnswerStandsInOurLogAtAnyLevelOrInAnyException() {
        StringWriter thrown = new StringWriter();
        try (GigaChatSimulator simulator =
                        GigaChatSimulator.builder().credentials(KEY).start();
                GigaChatProvider provider = GigaChatProvider.builder(
                                Simulated.config(simulator).build())
                        .sleeper(pause -> {})
                        .build()) {
            provider.generate(PROMPT);
            String token = simulator
                    .completionRequests()
                    .get(0)
                    .header("Authorization")
                    .orElseThrow()
                    .substring("Bearer ".length());
            for (String echoed : List.of(KEY, SECRET, PAIR, token)) {
                simulator.always(Endpoint.COMPLETIONS, WireErrors.error(400, "you sent " + echoed));
                catchThrowable(() -> provider.generate(PROMPT)).printStackTrace(new PrintWriter(thrown));
                simulator.always(Endpoint.COMPLETIONS, Reply.html(502, "<p>Authorization: " + echoed + "</p>"));
                catchThrowable(() -> provider.generate(PROMPT)).printStackTrace(new PrintWriter(thrown));
            }
            simulator.revokeAllTokens();
            simulator.always(Endpoint.COMPLETIONS, WireErrors.unauthorized());
            simulator.always(Endpoint.OAUTH, Reply.json(401, "{\"code\":6,\"message\":\"no such key " + KEY + "\"}"));
            catchThrowable(() -> provider.generate(PROMPT)).printStackTrace(new PrintWriter(thrown));
            provider.healthCheck();

            String everything = thrown + String.join("\n", recorder.ours()) + provider + provider.info();
            assertThat(everything)
                    .doesNotContain(KEY, SECRET, PAIR, token, PROMPT)
                    .contains("you sent ***");
        }
    }

    @Test
    void aFailedCallIsOneErrorLineHoweverManyAttemptsWithProviderAndRequestId() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = GigaChatProvider.builder(
                                Simulated.config(simulator).build())
                        .sleeper(pause -> {})
                        .build()) {
            simulator.always(Endpoint.COMPLETIONS, WireErrors.internalError().header("X-Request-Id", "req-99"));
            catchThrowable(() -> provider.generate(PROMPT));

            assertThat(recorder.at(Level.SEVERE))
                    .singleElement()
                    .asString()
                    .contains("gigachat", "req-99", "4 attempt");
        }
    }

    @Test
    void aWrongKeyIsOneWarningHoweverManyCallsThatSaysWhichSettingIsWrong() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = new GigaChatProvider(
                        Simulated.config(simulator).apiKey(KEY).build())) {
            for (int i = 0; i < 3; i++) {
                catchThrowable(() -> provider.generate(PROMPT));
            }

            assertThat(recorder.at(Level.WARNING))
                    .singleElement()
                    .asString()
                    .contains("code 6", "credentials doesn't match db data", "gigachat.credentials")
                    .doesNotContain(KEY, SECRET);
        }
    }

    @Test
    void aTokenObtainedAndAHealthCheckAreDebugLines() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            provider.healthCheck();

            assertThat(recorder.at(Level.FINE)).anyMatch(line -> line.contains("obtained an access token"));
            assertThat(recorder.at(Level.FINE)).anyMatch(line -> line.contains("healthy"));
            assertThat(recorder.at(Level.SEVERE)).isEmpty();
        }
    }

    private static final class Recorder extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        List<String> ours() {
            return records.stream()
                    .filter(Recorder::isOurs)
                    .map(entry -> new SimpleFormatter().format(entry))
                    .toList();
        }

        List<String> at(Level level) {
            return records.stream()
                    .filter(Recorder::isOurs)
                    .filter(entry -> entry.getLevel().equals(level))
                    .map(entry -> new SimpleFormatter().formatMessage(entry))
                    .toList();
        }

        private static boolean isOurs(LogRecord entry) {
            String logger = entry.getLoggerName();
            return logger != null
                    && logger.startsWith("io.github.llmbeans")
                    && !logger.contains(".tck.")
                    && !logger.contains(".simulator");
        }

        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
