package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.Usage;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.bind.JsonbBuilder;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What travels, in both directions. */
@Tag("engine")
class WireTest {
    private GigaChatSimulator simulator;
    private GigaChatProvider provider;

    @BeforeEach
    void start() {
        simulator = GigaChatSimulator.start();
        provider = Simulated.provider(simulator);
    }

    @AfterEach
    void stop() {
        provider.close();
        simulator.close();
    }

    @Test
    void aTokenIsAskedForWithTheKeyTheScopeAFreshRqUidAndNothingElse() {
        provider.generate("Hello");

        RecordedRequest request = simulator.tokenRequests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/api/v2/oauth");
        assertThat(request.header("Authorization")).hasValue("Basic " + simulator.credentials());
        assertThat(request.header("Content-Type").orElseThrow()).startsWith("application/x-www-form-urlencoded");
        assertThat(request.header("User-Agent").orElseThrow()).startsWith("LLM-Beans");
        assertThat(UUID.fromString(request.header("RqUID").orElseThrow()).version())
                .isEqualTo(4);
        assertThat(request.bodyText()).isEqualTo("scope=GIGACHAT_API_PERS");
    }

    @Test
    void aPromptIsOneUserMessageAndOnlyWhatIsSetIsSent() {
        provider.generate("Что такое бин? 🫘 \"кавычки\" \\ и\nстрока");

        RecordedRequest request = simulator.completionRequests().get(0);
        assertThat(request.header("Authorization").orElseThrow()).startsWith("Bearer ");
        assertThat(request.header("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(json(request))
                .isEqualTo(Map.of(
                        "model",
                        "GigaChat-2-Pro",
                        "messages",
                        List.of(Map.of("role", "user", "content", "Что такое бин? 🫘 \"кавычки\" \\ и\nстрока"))));
    }

    @Test
    void everyRequestThatLeavesHasARqUidOfItsOwnRepeatsIncluded() {
        simulator.script(Endpoint.COMPLETIONS, WireErrors.internalError(), WireErrors.unauthorized());
        try (GigaChatProvider patient = GigaChatProvider.builder(
                        Simulated.config(simulator).build())
                .sleeper(pause -> {})
                .build()) {
            patient.generate("Hello");
        }
        assertThat(simulator.completionRequests()).hasSize(3);
        Set<String> seen = new HashSet<>();
        simulator.requests().forEach(request -> {
            UUID rqUid = UUID.fromString(request.header("RqUID").orElseThrow());
            assertThat(rqUid.version()).isEqualTo(4);
            assertThat(seen.add(rqUid.toString())).isTrue();
        });
    }

    @Test
    void parametersGoOverTheWireUnderGigaChatsNames() {
        GenerationParams params = GenerationParams.builder()
                .temperature(0.7)
                .topP(0.5)
                .maxTokens(64)
                .repetitionPenalty(1.1)
                .option("update_interval", 0.5)
                .option("profanity_check", true)
                .option("reasoning_effort", "low")
                .build();
        provider.chat(ChatRequest.builder()
                .system("Be brief")
                .user("Hello")
                .assistant("Hi")
                .user("Again")
                .model("GigaChat-2-Max")
                .params(params)
                .sessionId("session-1")
                .clientId("client-1")
                .requestId("request-1")
                .build());

        RecordedRequest request = simulator.completionRequests().get(0);
        Map<String, Object> body = json(request);
        assertThat(body.keySet())
                .containsExactlyInAnyOrder(
                        "model",
                        "messages",
                        "temperature",
                        "top_p",
                        "max_tokens",
                        "repetition_penalty",
                        "update_interval",
                        "profanity_check",
                        "reasoning_effort");
        assertThat(((Number) body.get("temperature")).doubleValue()).isEqualTo(0.7);
        assertThat(((Number) body.get("top_p")).doubleValue()).isEqualTo(0.5);
        assertThat(((Number) body.get("max_tokens")).intValue()).isEqualTo(64);
        assertThat(body).containsEntry("profanity_check", true).containsEntry("model", "GigaChat-2-Max");
        assertThat((List<?>) body.get("messages")).hasSize(4);
        assertThat(request.header("X-Session-ID")).hasValue("session-1");
        assertThat(request.header("X-Client-ID")).hasValue("client-1");
        assertThat(request.header("X-Request-ID")).hasValue("request-1");
    }

    @Test
    void temperatureZeroIsSentAsGigaChatsSmallestDeterministicOne() {
        provider.generate("Hello", GenerationParams.builder().temperature(0).build());

        assertThat(((Number) json(simulator.completionRequests().get(0)).get("temperature")).doubleValue())
                .isGreaterThan(0)
                .isLessThan(0.001);
    }

    @Test
    void anAnswerIsCutAtTheStopSequenceWhichIsNeverSent() {
        simulator.script(Endpoint.COMPLETIONS, Reply.json(200, answer("one two END three", "length")));

        ChatResponse response = provider.chat(ChatRequest.of(
                "Count", GenerationParams.builder().stop("END", "nowhere").build()));

        assertThat(response.text()).isEqualTo("one two ");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(json(simulator.completionRequests().get(0))).doesNotContainKey("stop");
        assertThat(provider.info().can(Capability.STOP_SEQUENCES)).isTrue();
    }

    @Test
    void whatGigaChatDoesNotKnowIsRefusedByNameAndNothingIsSent() {
        refused("presencePenalty", GenerationParams.builder().presencePenalty(1).build());
        refused(
                "frequencyPenalty",
                GenerationParams.builder().frequencyPenalty(1).build());
        refused("seed", GenerationParams.builder().seed(1).build());
        refused("n", GenerationParams.builder().n(2).build());
        refused("top_k", GenerationParams.builder().option("top_k", 1).build());
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void aWrongOptionOrABlankPromptIsAnInvalidRequestAndNothingIsSent() {
        assertThatThrownBy(() -> provider.generate(
                        "Hello",
                        GenerationParams.builder().option("update_interval", -1).build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("update_interval must be a number of seconds between 0 and 60, was -1");
        assertThatThrownBy(() -> provider.generate(" \n"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("must not be blank");
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void theAnswerKeepsTextModelReasonUsageAndIds() {
        simulator.script(
                Endpoint.COMPLETIONS,
                Reply.json(200, answer("Готово", "stop"))
                        .header("X-Request-Id", "req-7")
                        .header("X-Session-Id", "ses-7"));

        ChatResponse response = provider.chat(ChatRequest.of("Hello"));

        assertThat(response)
                .isEqualTo(new ChatResponse(
                        "Готово",
                        "gigachat",
                        "GigaChat-2-Pro:2.0.30.01",
                        FinishReason.STOP,
                        "stop",
                        new Usage(11, 22, 33, 4),
                        null,
                        "req-7",
                        "ses-7",
                        Instant.ofEpochSecond(1678878333),
                        null,
                        null));
    }

    @Test
    void aModerationRefusalIsAnAnswerAndNotAnError() {
        simulator.script(Endpoint.COMPLETIONS, Reply.json(200, answer("Не люблю менять тему", "blacklist")));

        ChatResponse response = provider.chat(ChatRequest.of("Hello"));

        assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.finishReasonText()).isEqualTo("blacklist");
        assertThat(response.text()).isEqualTo("Не люблю менять тему");
    }

    @Test
    void anUnknownFinishReasonAndUnknownMembersAreTolerated() {
        simulator.script(Endpoint.COMPLETIONS, Reply.json(200, """
                        {"choices":[{"message":{"role":"assistant","content":"ok","novel":[1]},"index":0,
                         "finish_reason":"tired"}],"created":"soon","object":"chat.completions","extra":{"a":1}}"""));

        ChatResponse response = provider.chat(ChatRequest.of("Hello"));

        assertThat(response.text()).isEqualTo("ok");
        assertThat(response.finishReason()).isEqualTo(FinishReason.OTHER);
        assertThat(response.finishReasonText()).isEqualTo("tired");
        assertThat(response.usage()).isNull();
        assertThat(response.created()).isNull();
        assertThat(response.model()).isEqualTo("GigaChat-2-Pro");
    }

    @Test
    void defaultsAreTodaysAddressesScopeAndModel() {
        try (GigaChatProvider plain = new GigaChatProvider(
                ProviderConfig.builder("gigachat").apiKey("a2V5OnNlY3JldA==").build())) {
            assertThat(plain.info().model()).isEqualTo("GigaChat-2-Pro");
        }
    }

    private void refused(String parameter, GenerationParams params) {
        assertThatThrownBy(() -> provider.generate("Hello", params))
                .isInstanceOfSatisfying(
                        UnsupportedCapabilityException.class,
                        e -> assertThat(e.parameter()).isEqualTo(parameter))
                .hasMessageContaining(parameter);
    }

    static String answer(String text, String reason) {
        return """
                {"choices":[{"message":{"role":"assistant","content":"%s"},"index":0,"finish_reason":"%s"}],
                 "created":1678878333,"model":"GigaChat-2-Pro:2.0.30.01","object":"chat.completion",
                 "usage":{"prompt_tokens":11,"completion_tokens":22,"total_tokens":33,"precached_prompt_tokens":4}}""".formatted(text, reason);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(RecordedRequest request) {
        return JsonbBuilder.create().fromJson(request.bodyText(), Map.class);
    }
}
