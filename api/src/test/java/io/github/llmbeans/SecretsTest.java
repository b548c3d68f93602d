package io.github.llmbeans;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A marked secret is planted where secrets are, and searched for in every string form. */
class SecretsTest {
    private static final String MARKER = "MARKED-s3cr3t";
    private static final String ENCODED = Base64.getEncoder().encodeToString(MARKER.getBytes(UTF_8));

    private static void assertNothingOfTheSecretIn(String text) {
        assertThat(text).isNotBlank().doesNotContain(MARKER, ENCODED);
    }

    private static void assertNothingOfTheSecretIn(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertNothingOfTheSecretIn(trace.toString());
    }

    @Test
    void aConfigurationShowsNeitherTheKeyNorTheValuesOfOptions() {
        ProviderConfig config = ProviderConfig.builder("p")
                .apiKey(ENCODED)
                .option("password", MARKER)
                .option("key", ENCODED)
                .build();

        assertNothingOfTheSecretIn(config.toString());
        assertNothingOfTheSecretIn(config.toBuilder().toString());
        assertThat(config).asString().contains("apiKey=***", "password");
        assertThat(ProviderConfig.builder("p").build()).asString().contains("apiKey=not set");
    }

    @Test
    void aRequestAndAnAnswerShowNoText() {
        ChatRequest request = ChatRequest.builder()
                .system(MARKER)
                .user(MARKER)
                .assistant(MARKER)
                .params(GenerationParams.builder()
                        .stop(MARKER)
                        .option("token", MARKER)
                        .build())
                .build();
        ChatResponse response = new ChatResponse(
                MARKER, "p", "m", FinishReason.STOP, "stop", null, "reasoning with " + MARKER, null, null);

        assertNothingOfTheSecretIn(request.toString());
        assertNothingOfTheSecretIn(ChatRequest.builder().user(MARKER).toString());
        assertNothingOfTheSecretIn(GenerationParams.builder().stop(MARKER).toString());
        assertNothingOfTheSecretIn(response.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:@SECRET@@host/v1",
                "https://@SECRET@@host/v1",
                "https://user:@SECRET@@my_host/v1",
                "https:user:@SECRET@@host",
                "user:@SECRET@@host",
                "https://user:@SECRET@",
                "https://user:@SECRET@%40host/v1",
                "https://user:@SECRET@@ho st/v1",
                "https://us er:@SECRET@@host",
                "https://host/v1?key=@SECRET@",
                "https://host/v 1?key=@SECRET@",
                "https://host/v1#@SECRET@",
                "https://host:port/@SECRET@",
                "@SECRET@",
                "@SECRET@:https://host",
                "\u0000@SECRET@"
            })
    void anAddressThatIsRefusedIsNotQuoted(String template) {
        for (String secret : new String[] {MARKER, ENCODED}) {
            String address = template.replace("@SECRET@", secret);

            assertNothingOfTheSecretIn(
                    catchThrowable(() -> ProviderConfig.builder("p").baseUrl(address)));
            assertNothingOfTheSecretIn(
                    catchThrowable(() -> ProviderConfig.builder("p").authUrl(address)));
        }
    }

    @Test
    void anAddressThatIsReadAlreadyIsNotQuotedEither() {
        URI address = URI.create("https://user:" + MARKER + "@my_host/v1");

        assertNothingOfTheSecretIn(
                catchThrowable(() -> ProviderConfig.builder("p").baseUrl(address)));
    }

    @Test
    void anIdThatCannotTravelInAHeaderIsNotQuoted() {
        assertNothingOfTheSecretIn(catchThrowable(() -> ChatRequest.builder().sessionId(MARKER + "\r\n")));
        assertNothingOfTheSecretIn(catchThrowable(() -> ChatRequest.builder().clientId(MARKER.repeat(1000))));
    }

    @Test
    void neitherALogLineNorTheExceptionOfAFailedCallHoldsTheTextOfTheRequest() {
        try (LogCapture log = new LogCapture();
                MockProvider provider = new MockProvider(ProviderConfig.builder("p")
                        .apiKey(MARKER)
                        .model("mock-ratelimit")
                        .build())) {
            assertNothingOfTheSecretIn(catchThrowable(() -> provider.generate(MARKER)));
            provider.healthCheck();
            assertNothingOfTheSecretIn(log.everything());
        }
    }

    @Test
    void theMessageOfAForeignExceptionStaysOutOfTheLog() {
        ScriptedProvider provider = new ScriptedProvider();
        provider.health = () -> {
            throw new IllegalArgumentException("invalid header value: " + MARKER);
        };
        provider.release = () -> {
            throw new IllegalStateException(MARKER);
        };
        try (LogCapture log = new LogCapture()) {
            provider.healthCheck();
            provider.close();
            assertNothingOfTheSecretIn(log.everything());
        }
    }
}
