package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sees who sent something wrong; the model is never asked. */
class BadRequestsIT extends ApiTest {
    private static final int MEBIBYTE = 1024 * 1024;

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("bad-requests", Simulators.settings("gigachat.", SIMULATOR));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | one JSON object",
                "{ | one JSON object",
                "{\"prompt\":\"x\"} y | line 1, column 1",
                "{\"prompt\":\"x\",} | line 1",
                "[] | a JSON object",
                "\"x\" | a JSON object",
                "null | a JSON object",
                "{} | prompt must be a string, was missing",
                "{\"prompt\":null} | prompt must be a string, was missing",
                "{\"prompt\":5} | prompt must be a string, was number 5",
                "{\"prompt\":[\"x\"]} | prompt must be a string, was array",
                "{\"prompt\":\"  \"} | blank",
                "{\"promt\":\"x\"} | promt is not known here; known are prompt, params, model",
                "{\"prompt\":\"x\",\"params\":7} | params must be an object, was number 7",
                "{\"prompt\":\"x\",\"params\":{\"tmp\":1}} | params.tmp is not known here",
                "{\"prompt\":\"x\",\"params\":{\"temperature\":3}} | params.temperature must be between 0.0 and 2.0, was 3.0",
                "{\"prompt\":\"x\",\"params\":{\"temperature\":\"1\"}} | params.temperature must be a number, was string",
                "{\"prompt\":\"x\",\"params\":{\"max_tokens\":0}} | params.maxTokens must be at least 1, was 0",
                "{\"prompt\":\"x\",\"params\":{\"max_tokens\":1.5}} | params.max_tokens must be a whole number",
                "{\"prompt\":\"x\",\"params\":{\"max_tokens\":99999999999}} | was number 99999999999",
                "{\"prompt\":\"x\",\"params\":{\"max_tokens\":1,\"maxTokens\":2}} | maxTokens and max_tokens are the same",
                "{\"prompt\":\"x\",\"params\":{\"top_p\":-0.1}} | params.topP must be between 0.0 and 1.0, was -0.1",
                "{\"prompt\":\"x\",\"params\":{\"stop\":[1]}} | params.stop[0] must be a string, was number 1",
                "{\"prompt\":\"x\",\"params\":{\"stop\":[\"\"]}} | params.stop[0] must not be empty",
                "{\"prompt\":\"x\",\"model\":\" \"} | model must not be blank"
            })
    void aBodyThatDoesNotFitIsNamed(String body, String detail) {
        HttpResponse<String> response = api.post("api/generate", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.problem(response).getString("detail")).contains(detail);
        assertThat(SIMULATOR.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | messages must be an array of objects, was missing",
                "{\"messages\":[]} | messages must hold at least one message",
                "{\"messages\":[\"x\"]} | messages[0] must be an object, was string",
                "{\"messages\":[{\"role\":\"user\"}]} | messages[0].content must be a string, was missing",
                "{\"messages\":[{\"role\":\"king\",\"content\":\"x\"}]} | messages[0].role must be one of system, user",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\",\"name\":\"y\"}]} | messages[0].name is not known here",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"sessionId\":\"я\"} | sessionId must be printable ASCII"
            })
    void aConversationThatDoesNotFitIsNamed(String body, String detail) {
        HttpResponse<String> response = api.post("api/chat", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.problem(response).getString("detail")).contains(detail);
        assertThat(SIMULATOR.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed", "presence_penalty", "frequency_penalty", "n"})
    void aParameterThatTheModelDoesNotHaveIsRefusedByName(String parameter) {
        HttpResponse<String> response =
                api.post("api/generate", "{\"prompt\":\"x\",\"params\":{\"" + parameter + "\":2}}");
        assertThat(response.statusCode()).isEqualTo(400);
        JsonObject problem = Api.problem(response);
        assertThat(problem.getString("type")).isEqualTo("urn:llmbeans:problem:unsupported-capability");
        assertThat(problem.getString("parameter").replace("_", "")).isEqualToIgnoringCase(parameter.replace("_", ""));
        assertThat(SIMULATOR.requests()).isEmpty();
    }

    @Test
    void aBodyNestedAThousandTimesIsRefused() {
        String deep = "{\"prompt\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(api.post("api/generate", deep).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyOfMoreThanAMebibyteIsRefusedWhetherItSaysItsLengthOrNot(boolean saysItsLength) {
        byte[] body = ("{\"prompt\":\"" + "x".repeat(MEBIBYTE) + "\"}").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response = api.send(api.request("api/generate")
                .header("Content-Type", "application/json")
                .POST(
                        saysItsLength
                                ? BodyPublishers.ofByteArray(body)
                                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Api.problem(response).getString("detail")).contains("at most 1048576 bytes");
        assertThat(SIMULATOR.requests()).isEmpty();
    }

    @Test
    void aBodyOfHalfAMebibyteIsAnswered() {
        assertThat(api.ask("x".repeat(MEBIBYTE / 2)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void otherContentTypesAreRefused(String contentType) {
        HttpResponse<String> response = api.send(
                api.request("api/generate").header("Content-Type", contentType).POST(prompt()));
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(Api.problem(response).getString("detail")).contains("application/json");
    }

    @Test
    @Tag(Needs.CONTENT_TYPES)
    void aContentTypeThatIsNoneIsRefused() {
        HttpResponse<String> response = api.send(
                api.request("api/generate").header("Content-Type", "nonsense").POST(prompt()));
        assertThat(response.statusCode()).isEqualTo(400);
        Api.problem(response);
    }

    @Test
    void answersComeAsJsonOrNotAtAll() {
        HttpResponse<String> response = api.send(api.request("api/generate")
                .header("Content-Type", "application/json")
                .header("Accept", "text/html")
                .POST(prompt()));
        assertThat(response.statusCode()).isEqualTo(406);
        Api.problem(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/nothing", "api/generate/more", "api", "api/"})
    void anUnknownAddressOfTheApiIsAProblem(String path) {
        HttpResponse<String> response = api.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        Api.problem(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "NONSENSE"})
    void anUnknownMethodIsAProblemThatNamesTheKnownOnes(String method) {
        assertIsAProblemThatNamesTheKnownMethods(method);
    }

    @Tag(Needs.TRACE)
    @Test
    void soIsTrace() {
        assertIsAProblemThatNamesTheKnownMethods("TRACE");
    }

    @Test
    void traceIsRefusedWhoeverRefusesIt() {
        HttpResponse<String> response =
                api.send(api.request("api/generate").method("TRACE", HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(405);
    }

    private void assertIsAProblemThatNamesTheKnownMethods(String method) {
        HttpResponse<String> response =
                api.send(api.request("api/generate").method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(405);
        Api.problem(response);
        assertThat(response.headers().firstValue("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("POST"));
    }

    private static HttpRequest.BodyPublisher prompt() {
        return BodyPublishers.ofString("{\"prompt\":\"x\"}");
    }
}
