package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.Message;
import io.github.llmbeans.Role;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Function calls, in both directions. */
class FunctionsOnTheWireTest {
    private static final String ARGUMENTS = "{\"place\":\"Тверь 🫘\",\"days\":[1,2.50,{\"deep\":null}]}";

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
    void aFunctionCallArrivesWithItsArgumentsAsJsonTextAndItsStateId() {
        script("{\"name\":\"weather\",\"arguments\":" + ARGUMENTS + "}", "1790000020");

        ChatResponse response = provider.chat(ChatRequest.of("Hello"));

        assertThat(response.finishReason()).isEqualTo(FinishReason.FUNCTION_CALL);
        assertThat(response.functionCall()).isNotNull();
        assertThat(response.functionCall().name()).isEqualTo("weather");
        assertThat(json(response.functionCall().arguments())).isEqualTo(json(ARGUMENTS));
        assertThat(response.functionStateId()).isEqualTo("0199e210-0000-744c-8fe5-000000000003");
        assertThat(response.created()).isEqualTo(Instant.ofEpochSecond(1_790_000_020));
        assertThat(response.toString()).doesNotContain("Тверь");
    }

    @Test
    void argumentsInAStringAreUnderstoodAndMissingOnesAreAnEmptyObject() {
        script("{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}", "1");
        script("{\"name\":\"f\"}", "1");

        assertThat(provider.chat(ChatRequest.of("Hello")).functionCall()).isEqualTo(new FunctionCall("f", "{\"a\":1}"));
        assertThat(provider.chat(ChatRequest.of("Hello")).functionCall()).isEqualTo(new FunctionCall("f", "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"weather\"", "[]", "{}", "{\"name\":\" \"}", "{\"name\":1}"})
    void aFunctionCallThatIsNoneDoesNotCostTheAnswer(String call) {
        script(call, "1");

        ChatResponse response = provider.chat(ChatRequest.of("Hello"));

        assertThat(response.functionCall()).isNull();
        assertThat(response.functionStateId()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"4102444800, 4102444800", "99999999999, 99999999999", "0, 0"})
    void theMomentOfTheAnswerHas64Bits(String wire, long seconds) {
        script("null", wire);

        assertThat(provider.chat(ChatRequest.of("Hello")).created()).isEqualTo(Instant.ofEpochSecond(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "null", "1.5", "1e99", "9223372036854775807", "[]", "{}"})
    void aMomentThatIsNoneDoesNotCostTheAnswer(String wire) {
        script("null", wire);

        assertThat(provider.chat(ChatRequest.of("Hello")).created()).isNull();
    }

    @Test
    void theNextRequestRepeatsTheCallUnchangedAndBringsTheResult() {
        script("{\"name\":\"weather\",\"arguments\":" + ARGUMENTS + "}", "1");
        ChatResponse call = provider.chat(ChatRequest.of("Hello"));

        provider.chat(ChatRequest.builder()
                .user("Hello")
                .message(Message.assistant(call.toBuilder().reasoning("thought").build()))
                .message(Message.function("weather", "{\"t\":-3}"))
                .build());

        JsonObject body = json(simulator.completionRequests().get(1).bodyText());
        assertThat(body.getJsonArray("messages"))
                .containsExactly(
                        json("{\"role\":\"user\",\"content\":\"Hello\"}"),
                        json("{\"role\":\"assistant\",\"content\":\"\",\"function_call\":{\"name\":\"weather\","
                                + "\"arguments\":" + ARGUMENTS
                                + "},\"functions_state_id\":\"0199e210-0000-744c-8fe5-000000000003\"}"),
                        json("{\"role\":\"function\",\"name\":\"weather\",\"content\":\"{\\\"t\\\":-3}\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret", "[1]", "\"s3cret\"", "{\"s3cret\":", "null"})
    void argumentsThatAreNoJsonObjectAreRefusedWithoutShowingThemAndNothingIsSent(String arguments) {
        Message call = new Message(Role.ASSISTANT, "", null, new FunctionCall("f", arguments), null);
        ChatRequest request = ChatRequest.builder()
                .user("Hello")
                .message(call)
                .message(Message.function("f", "{}"))
                .build();

        InvalidRequestException e = catchThrowableOfType(InvalidRequestException.class, () -> provider.chat(request));

        assertThat(e)
                .hasMessageContaining("the arguments of the function call in messages[1] must be a JSON object, were "
                        + arguments.length() + " characters of something else; nothing was sent")
                .hasMessageNotContaining("s3cret");
        assertThat(simulator.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "none"})
    void gigaChatsOwnFunctionsAreSwitchedByAnOption(String mode) {
        provider.generate("Hello", option(mode));

        assertThat(json(simulator.completionRequests().get(0).bodyText()).getString("function_call"))
                .isEqualTo(mode);
    }

    @Test
    void anotherModeIsRefusedAndNothingIsSent() {
        assertThatThrownBy(() -> provider.generate("Hello", option("weather")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("option function_call must be auto or none, was weather; nothing was sent");
        assertThatThrownBy(() -> provider.generate("Hello", option(true)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("was true");
        assertThat(simulator.requests()).isEmpty();
    }

    private static GenerationParams option(Object value) {
        return GenerationParams.builder().option("function_call", value).build();
    }

    private void script(String functionCall, String created) {
        simulator.script(Endpoint.COMPLETIONS, Reply.json(200, """
                        {"choices":[{"message":{"role":"assistant","content":"","function_call":%s,
                         "functions_state_id":"0199e210-0000-744c-8fe5-000000000003"},"index":0,
                         "finish_reason":"function_call"}],"created":%s,"model":"m","object":"chat.completion"}""".formatted(functionCall, created)));
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
