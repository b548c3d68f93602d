package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRefusalsTest {

    private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";
    private static final String CALL =
            "{\"role\":\"assistant\",\"content\":\"\",\"function_call\":{\"name\":\"f\",\"arguments\":{}}}";
    private static final String RESULT = "{\"role\":\"function\",\"name\":\"f\",\"content\":\"{}\"}";

    private final GigaChatSimulator sim = GigaChatSimulator.start();
    private final Client client = new Client(sim);
    private String token = "";

    @BeforeEach
    void getToken() {
        token = client.token();
    }

    @AfterEach
    void close() {
        sim.close();
    }

    private void assertRefused(String body, int status, String message) {
        HttpResponse<String> response = client.send(client.chat(token, body));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Client.object(response).keySet()).containsExactlyInAnyOrder("status", "message");
        assertThat(Client.object(response).getInt("status")).isEqualTo(status);
        assertThat(Client.object(response).getString("message")).isEqualTo(message);
    }

    private static String messages(String... messages) {
        return "{\"model\":\"GigaChat-2\",\"messages\":[" + String.join(",", messages) + "]}";
    }

    private static String with(String field) {
        return "{\"model\":\"GigaChat-2\",\"messages\":[" + USER + "]," + field + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{",
                "[]",
                "{}",
                "{\"model\":\"GigaChat-2\"}",
                "{\"model\":1,\"messages\":[]}",
                "{\"messages\":[" + USER + "]}",
                "{\"model\":\"GigaChat-2\",\"messages\":{}}",
                "{\"model\":\"GigaChat-2\",\"messages\":[\"Hi\"]}",
                "{\"model\":\"GigaChat-2\",\"messages\":[{\"role\":\"user\"}]}",
                "{\"model\":\"GigaChat-2\",\"messages\":[{\"content\":\"Hi\"}]}",
                "{\"model\":\"GigaChat-2\",\"messages\":[" + USER + "]} x",
                "{\"model\":\"GigaChat-2\",\"messages\":[" + USER + "],\"temperature\":\"hot\"}",
                "{\"model\":\"GigaChat-2\",\"messages\":[" + USER + "],\"max_tokens\":1.5}",
                "{\"model\":\"GigaChat-2\",\"messages\":[" + USER + "],\"stream\":\"yes\"}",
                "{\"model\":\"GigaChat-2\",\"messages\":[" + USER + "],\"functions\":{}}",
                "{\"model\":\"GigaChat-2\",\"messages\":[" + USER + "],\"functions\":[{}]}",
            })
    void brokenJsonOrAWrongShapeIs400(String body) {
        assertRefused(body, 400, "Your request contains invalid JSON syntax.");
    }

    @Test
    void functionArgumentsAsATextAre400() {
        String call =
                "{\"role\":\"assistant\",\"content\":\"\",\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}}";

        assertRefused(messages(USER, call, RESULT), 400, "Your request contains invalid JSON syntax.");
    }

    @Test
    void aFunctionResultThatIsNotJsonIs400() {
        String result = "{\"role\":\"function\",\"name\":\"f\",\"content\":\"sunny\"}";

        assertRefused(messages(USER, CALL, result), 400, "Your request contains invalid JSON syntax.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GigaChat-4", "gigachat-2", "Embeddings", "GigaCheckDetection"})
    void aModelThatCannotChatIs404(String model) {
        assertRefused("{\"model\":\"" + model + "\",\"messages\":[" + USER + "]}", 404, "No such model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "max_tokens", "repetition_penalty"})
    void aNumberThatMustBePositiveIs422WhenItIsNot(String name) {
        assertRefused(with("\"" + name + "\":0"), 422, "Invalid params: " + name + " must be in range (0, +inf)");
        assertRefused(with("\"" + name + "\":-1"), 422, "Invalid params: " + name + " must be in range (0, +inf)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.1"})
    void topPOutOfRangeIs422(String value) {
        assertRefused(with("\"top_p\":" + value), 422, "Invalid params: top_p must be in range [0, 1]");
    }

    @Test
    void theEdgesOfTheRangesAreAllowed() {
        String edges = "\"top_p\":0,\"temperature\":0.0001,\"max_tokens\":1,\"repetition_penalty\":100";

        assertThat(client.send(client.chat(token, with(edges))).statusCode()).isEqualTo(200);
    }

    @Test
    void aSystemMessageThatIsNotFirstIs422() {
        String system = "{\"role\":\"system\",\"content\":\"Be brief\"}";
        String message = "Invalid params: system message must be the first message";

        assertRefused(messages(USER, system), 422, message);
        assertRefused(messages(system, system, USER), 422, message);
    }

    @Test
    void aFunctionCallWithoutAResultIs422() {
        String message = "Invalid params: every assistant function call must have a result in history";

        assertRefused(messages(USER, CALL), 422, message);
        assertRefused(messages(USER, CALL, USER), 422, message);
    }

    @Test
    void aFunctionResultWithoutACallIs422() {
        assertRefused(
                messages(USER, RESULT),
                422,
                "Invalid params: every assistant function result must have an assistant function call in history");
    }

    @Test
    void noMessagesAndUnknownRolesAre422() {
        assertRefused(messages(), 422, "Invalid params: messages must not be empty");
        assertRefused(messages("{\"role\":\"robot\",\"content\":\"Hi\"}"), 422, "Invalid params: unknown role: robot");
    }

    @Test
    void badFunctionNamesAre422AndNamed() {
        assertRefused(
                with("\"functions\":[{\"name\":\"1st_function\"},{\"name\":\"good_Name-1.a\"}]"),
                422,
                "Invalid params: Invalid function names. Only Latin letters (A-Z or a-z), underscore (_), hyphen (-),"
                        + " dot (.) and digits (not leading) are allowed.: [1st_function]");
    }

    @Test
    void unknownResponseFormatsAre400() {
        assertRefused(
                with("\"response_format\":{\"type\":\"json_object\"}"),
                400,
                "Unknown type \"json_object\" in response_format");
        assertRefused(
                with("\"response_format\":{\"type\":\"json_schema\"}"),
                400,
                "Empty schema with json format type is not supported");
    }

    @ParameterizedTest
    @CsvSource({"/nothing, 404", "/models, 405", "/embeddings/x, 404"})
    void unknownPathsAndMethodsAreRefusedInTheShapeOfTheApi(String resource, int status) {
        HttpResponse<String> response =
                client.send(client.api(token, resource).POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Client.object(response).getInt("status")).isEqualTo(status);
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    }
}
