package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lines of a call can be found: by the provider's name and by an id. */
@Tag("engine")
class LogOfACallTest {
    private static final String PROMPT = "A very private question about salaries";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Logger ours = Logger.getLogger("io.github.llmbeans");
    private final LogRecorder recorder = new LogRecorder();
    private final GigaChatSimulator simulator = GigaChatSimulator.start();

    @BeforeEach
    void listen() {
        ours.setLevel(Level.ALL);
        ours.addHandler(recorder);
    }

    @AfterEach
    void stopListening() {
        ours.removeHandler(recorder);
        ours.setLevel(null);
        simulator.close();
    }

    @Test
    void everyLineOfACallWithARepeatHasTheProvidersNameAndTheIdsOfItsRequest() {
        try (GigaChatProvider provider = provider(Simulated.config(simulator))) {
            provider.generate(PROMPT);
            recorder.clear();
            simulator.clearRequests();
            simulator.script(Endpoint.COMPLETIONS, WireErrors.internalError().header("X-Request-Id", "first"));

            String id = provider.chat(ChatRequest.of(PROMPT)).requestId();

            List<String> rqUids = rqUids(simulator.completionRequests());
            assertThat(recorder.messages().stream().map(line -> line.replaceAll("[0-9]+ ms", "… ms")))
                    .containsExactly(
                            "Provider 'gigachat' sends POST /v1/chat/completions, RqUID " + rqUids.get(0),
                            "Provider 'gigachat' is answered with status 500 after … ms, RqUID " + rqUids.get(0)
                                    + ", request id first",
                            "Provider 'gigachat' sends POST /v1/chat/completions, RqUID " + rqUids.get(1),
                            "Provider 'gigachat' is answered with status 200 after … ms, RqUID " + rqUids.get(1)
                                    + ", request id " + id);
        }
    }

    @Test
    void theCallersOwnIdStandsInEveryLineAndAFailedCallIsOneError() {
        try (GigaChatProvider provider = provider(Simulated.config(simulator))) {
            provider.generate(PROMPT);
            recorder.clear();
            simulator.always(Endpoint.COMPLETIONS, WireErrors.internalError().header("X-Request-Id", "order-42"));

            catchThrowable(() -> provider.chat(ordered()));
            catchThrowable(
                    () -> provider.chatAsync(ordered()).toCompletableFuture().join());

            assertThat(recorder.messages())
                    .hasSize(18)
                    .allMatch(line -> line.contains("Provider 'gigachat'") && line.contains("request id order-42"));
            assertThat(recorder.at(Level.SEVERE)).hasSize(2);
        }
    }

    @Test
    void aRequestWithoutAnAnswerHasItsIdsTooAndTheErrorTheCallersOwn() {
        try (GigaChatProvider provider = provider(Simulated.config(simulator).maxRetries(0))) {
            provider.generate(PROMPT);
            recorder.clear();
            simulator.clearRequests();
            simulator.script(Endpoint.COMPLETIONS, Fault.EMPTY_RESPONSE);

            catchThrowable(() -> provider.chat(ordered()));

            String rqUid = rqUids(simulator.completionRequests()).get(0);
            assertThat(recorder.messages()).hasSize(3);
            assertThat(recorder.messages().get(1))
                    .matches("Provider 'gigachat' gets no answer, ProviderUnavailableException after \\d+ ms, RqUID "
                            + rqUid + ", request id order-42");
            assertThat(recorder.at(Level.SEVERE)).singleElement().asString().contains("request id order-42");
        }
    }

    @Test
    void theRequestForATokenHasALineOfItsOwnAndNoSecretInIt() {
        try (GigaChatProvider provider = provider(Simulated.config(simulator))) {
            provider.healthCheck();

            assertThat(recorder.messages())
                    .hasSize(4)
                    .allMatch(line -> line.contains("Provider 'gigachat'"))
                    .anyMatch(line -> line.matches(".* sends POST /api/v2/oauth, RqUID " + UUID));
            assertThat(String.join("\n", recorder.messages())).doesNotContain(simulator.credentials(), "Basic");
        }
    }

    @Test
    void aStreamHasTheSameLines() {
        try (GigaChatProvider provider = provider(Simulated.config(simulator))) {
            provider.generate(PROMPT);
            recorder.clear();

            read(provider);

            assertThat(recorder.messages())
                    .hasSize(2)
                    .allMatch(line -> line.matches("Provider 'gigachat' (sends|is answered).* RqUID " + UUID + ".*"));
        }
    }

    @Test
    void whatAServerSaysCannotMakeALineOfItsOwn() {
        try (GigaChatProvider provider = provider(Simulated.config(simulator).maxRetries(0))) {
            simulator.always(
                    Endpoint.COMPLETIONS,
                    WireErrors.error(400, "bad\\r\\nProvider 'gigachat' is healthy")
                            .header("X-Request-Id", "id\tERROR"));

            catchThrowable(() -> provider.generate(PROMPT));

            assertThat(recorder.messages()).allMatch(line -> line.lines().count() == 1);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProviderConfig.builder("giga\nchat"))
                .withMessage("name must be one line of text, had U+000A at index 4");
    }

    @Test
    void promptsAndAnswersAreLoggedOnlyWhenThatIsSwitchedOnAndItWarns() {
        try (GigaChatProvider provider = provider(Simulated.config(simulator))) {
            provider.generate(PROMPT);
            read(provider);
            assertThat(String.join("\n", recorder.messages())).doesNotContain(PROMPT);
            assertThat(recorder.at(Level.WARNING)).isEmpty();
        }
        recorder.clear();
        try (GigaChatProvider provider = provider(Simulated.config(simulator).option("log-content", "true"))) {
            assertThat(recorder.at(Level.WARNING))
                    .singleElement()
                    .asString()
                    .isEqualTo("!!! Provider 'gigachat' writes prompts and answers into its log at DEBUG, since"
                            + " gigachat.log-content (GIGACHAT_LOG_CONTENT) is true");

            String id = provider.chat(ChatRequest.builder()
                            .system("Be brief")
                            .user(PROMPT)
                            .build())
                    .requestId();

            assertThat(recorder.at(Level.FINE))
                    .contains(
                            "Provider 'gigachat' was asked, request id " + id + ": system: Be brief | user: " + PROMPT)
                    .anyMatch(line -> line.startsWith("Provider 'gigachat' answered, request id " + id + ": ")
                            && line.contains(PROMPT));
        }
    }

    @Test
    void switchedOnItStillShowsNoSecretAndStaysOnOneLine() {
        String key = simulator.credentials();
        try (GigaChatProvider provider = provider(Simulated.config(simulator).option("log-content", "true"))) {
            provider.generate("My key is\r\n" + key);

            assertThat(recorder.messages())
                    .anyMatch(line -> line.endsWith(": user: My key is\\u000d\\u000a***"))
                    .noneMatch(line -> line.contains(key))
                    .allMatch(line -> line.lines().count() == 1);
        }
    }

    @Test
    void switchedOnTheQuestionOfAFailedCallIsThereToo() {
        try (GigaChatProvider provider =
                provider(Simulated.config(simulator).maxRetries(0).option("log-content", "true"))) {
            simulator.always(Endpoint.COMPLETIONS, WireErrors.internalError().header("X-Request-Id", "req-7"));

            catchThrowable(() -> provider.generate(PROMPT));

            assertThat(recorder.at(Level.FINE))
                    .contains("Provider 'gigachat' was asked, request id req-7: user: " + PROMPT);
            assertThat(recorder.at(Level.SEVERE)).singleElement().asString().doesNotContain(PROMPT);
        }
    }

    private static GigaChatProvider provider(ProviderConfigBuilder config) {
        return GigaChatProvider.builder(config.build()).sleeper(pause -> {}).build();
    }

    private static ChatRequest ordered() {
        return ChatRequest.builder().user(PROMPT).requestId("order-42").build();
    }

    private static void read(GigaChatProvider provider) {
        try (BlockingStream<String> stream =
                BlockingStream.of(provider.generateStream(PROMPT, GenerationParams.defaults()))) {
            stream.iterator().forEachRemaining(piece -> {});
        }
    }

    private static List<String> rqUids(List<RecordedRequest> requests) {
        return requests.stream()
                .map(request -> request.header("RqUID").orElseThrow())
                .toList();
    }
}
