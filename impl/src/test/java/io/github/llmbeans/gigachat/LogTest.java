package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.gigachat.internal.tls.Identity;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Reply;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads, at the finest level of every library. */
class LogTest {
    private static final String SECRET = "MARKER-client-secret-0815";
    private static final String PAIR = "00000000-0000-4000-8000-000000000001:" + SECRET;
    private static final String KEY = Base64.getEncoder().encodeToString(PAIR.getBytes(StandardCharsets.UTF_8));
    private static final String PROMPT = "A very private question about salaries";

    @TempDir
    Path directory;

    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final LogRecorder recorder = new LogRecorder();

    /** The log of the HTTP client that writes whole requests, as SECURITY.md says; held here, since one that nobody holds loses its level. */
    private final Logger wire =
            Logger.getLogger(Engines.jersey() ? "sun.net.www.protocol.http.HttpURLConnection" : "org.apache.http");

    @BeforeEach
    void listen() {
        wire.setLevel(Level.INFO);
        root.setLevel(Level.ALL);
        root.addHandler(recorder);
    }

    @AfterEach
    void stopListening() {
        wire.setLevel(null);
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

    /** The secret is the password of a client's key and of a trust store, too. */
    private ProviderConfigBuilder withPasswords(GigaChatSimulator simulator) throws Exception {
        Identity client = Identity.selfSigned("CN=client", "localhost");
        Path certificate = Files.writeString(directory.resolve("client.pem"), client.chainPem());
        Path key = Files.writeString(
                directory.resolve("client.key"), client.encryptedKeyPem("PBEWithHmacSHA256AndAES_256", SECRET));
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("client", client.certificate());
        Path store = directory.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(store)) {
            trusted.store(out, SECRET.toCharArray());
        }
        return Simulated.config(simulator)
                .option("cert-file", certificate.toString())
                .option("key-file", key.toString())
                .option("key-file-password", SECRET)
                .option("gigachat/mp-rest/trustStore", store.toUri().toString())
                .option("gigachat/mp-rest/trustStorePassword", SECRET);
    }

    @Test
    void noLibraryShowsASecretAtItsFinestLevelAndNeitherDoAnythingThatHasATextForm() throws Exception {
        StringBuilder seen = new StringBuilder();
        try (GigaChatSimulator simulator =
                        GigaChatSimulator.builder().credentials(KEY).start();
                GigaChatProvider provider = GigaChatProvider.builder(
                                withPasswords(simulator).build())
                        .sleeper(pause -> {})
                        .build()) {
            provider.generate(PROMPT);
            String token = simulator
                    .completionRequests()
                    .get(0)
                    .header("Authorization")
                    .orElseThrow()
                    .substring("Bearer ".length());
            for (String secret : List.of(KEY, SECRET, PAIR, token)) {
                for (String echoed : List.of(secret, base64(secret), encoded(secret), encoded(base64(secret)))) {
                    simulator.always(Endpoint.COMPLETIONS, WireErrors.error(400, "you sent " + echoed));
                    seen.append(everythingThrown(catchThrowable(() -> provider.generate(PROMPT))));
                    seen.append(everythingThrown(
                            catchThrowable(() -> provider.generateAsync(PROMPT, GenerationParams.defaults())
                                    .toCompletableFuture()
                                    .join())));
                }
            }
            seen.append(provider.healthCheck()).append(provider).append(provider.info());
            seen.append(withPasswords(simulator).build());
            Thread.getAllStackTraces().keySet().forEach(thread -> seen.append(thread.getName()));
            seen.append(System.getProperties());
            recorder.ofProviderAndLibraries().forEach(line -> seen.append(line).append('\n'));

            assertThat(recorder.loggers()).anyMatch(name -> name.startsWith(Engines.packages()));
            for (String secret : List.of(KEY, SECRET, PAIR, token)) {
                assertThat(seen.toString())
                        .doesNotContain(secret, base64(secret), encoded(secret), encoded(base64(secret)));
            }
            assertThat(seen.toString()).contains("you sent ***");
        }
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#hasWireLog")
    @Test
    void theWireLogOfTheHttpClientIsWarnedOfAtEachStartSinceItShowsKeys() {
        try (GigaChatSimulator simulator =
                GigaChatSimulator.builder().credentials(KEY).start()) {
            Simulated.provider(simulator).close();
            assertThat(recorder.at(Level.WARNING)).isEmpty();

            wire.setLevel(Level.ALL);
            try (GigaChatProvider provider = Simulated.provider(simulator)) {
                assertThat(recorder.at(Level.WARNING))
                        .singleElement()
                        .asString()
                        .contains(
                                Engines.jersey()
                                        ? List.of("sun.net.www.protocol.http.HttpURLConnection", "keep them at INFO")
                                        : List.of(
                                                "org.apache.http.headers",
                                                "org.apache.http.wire",
                                                "keep them at INFO"));
                provider.generate(PROMPT);
            }

            // It is no false alarm.
            assertThat(recorder.ofProviderAndLibraries()).anyMatch(line -> line.contains(KEY));
        }
    }

    private static String everythingThrown(Throwable thrown) {
        StringWriter whole = new StringWriter();
        thrown.printStackTrace(new PrintWriter(whole));
        return whole.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
}
