package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the streams make of requests that are wrong or odd. */
class StreamRequestsIT extends ApiTest {
    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("stream-requests", Simulators.settings("gigachat.", SIMULATOR));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "api/stream | {} | messages must be an array of objects, was missing",
                "api/stream | {\"messages\":[],\"prompt\":\"x\"} | prompt is not known here",
                "api/stream | [] | must be a JSON object",
                "api/stream | {\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"params\":{\"temperature\":3}} | params.temperature",
                "api/conversation/stream | {} | prompt must be a string, was missing",
                "api/conversation/stream | {\"prompt\":\" \"} | blank",
                "api/conversation/stream | {\"prompt\":\"x\",\"again\":1} | again must be true or false, was number 1"
            })
    void aBodyThatDoesNotFitIsNamed(String path, String body, String detail) {
        HttpResponse<String> response = api.post(path, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.problem(response).getString("detail")).contains(detail);
        assertThat(SIMULATOR.requests()).isEmpty();
    }

    @Test
    void aParameterThatTheModelDoesNotHaveIsRefusedByName() {
        HttpResponse<String> response = api.post(
                "api/stream", "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"params\":{\"seed\":1}}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.problem(response).getString("parameter")).isEqualTo("seed");
    }

    @ParameterizedTest
    @CsvSource({
        "api/stream, true",
        "api/stream, false",
        "api/conversation/stream, true",
        "api/conversation/stream, false"
    })
    void aBodyOfMoreThanAMebibyteIsRefusedWhetherItSaysItsLengthOrNot(String path, boolean saysItsLength) {
        byte[] body = body(path, "x".repeat(1024 * 1024)).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response = api.send(api.request(path)
                .header("Content-Type", "application/json")
                .POST(
                        saysItsLength
                                ? BodyPublishers.ofByteArray(body)
                                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Api.problem(response).getString("detail")).contains("at most 1048576 bytes");
        assertThat(SIMULATOR.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/stream", "api/conversation/stream"})
    void controlCharactersReachTheModelAsTheyAre(String path) {
        String prompt = "a\u0000b\u0001\u001b[31m\u007f\u0085\u2028\u202e\ufffe \r\n\t</script>";
        assertThat(api.post(path, body(path, prompt)).statusCode()).isEqualTo(200);
        assertThat(questionSent()).isEqualTo(prompt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/stream", "api/conversation/stream"})
    void halfACharacterIsRefusedBeforeTheModelIsAsked(String path) {
        for (String half : List.of("\\ud83d", "\\ude00", "\\ude00\\ud83d")) {
            HttpResponse<String> response = api.post(path, body(path, "x").replace("\"x\"", "\"x " + half + "\""));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Api.problem(response).getString("detail"))
                    .endsWith("must be Unicode, had half of a character (a lone surrogate) at 2");
        }
        assertThat(SIMULATOR.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/stream", "api/conversation/stream"})
    void aQuestionOfAlmostAMebibyteIsAnswered(String path) {
        String prompt = "x".repeat(1024 * 1024 - 100);
        assertThat(api.post(path, body(path, prompt)).body()).contains("event: finished");
        assertThat(questionSent()).isEqualTo(prompt);
    }

    private static String body(String path, String question) {
        return path.equals("api/stream") ? messages(question) : prompt(question);
    }

    private static String questionSent() {
        return Api.read(asked().bodyText())
                .asJsonObject()
                .getJsonArray("messages")
                .getJsonObject(0)
                .getString("content");
    }

    @ParameterizedTest
    @CsvSource({"GET,405", "PUT,405", "PATCH,405", "NONSENSE,405"})
    void anUnknownMethodIsAProblemThatNamesTheKnownOnes(String method, int status) {
        HttpResponse<String> response = api.send(api.request("api/stream").method(method, BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(status);
        Api.problem(response);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void otherMediaTypesAreRefusedBothWays() {
        HttpResponse<String> text = api.send(api.request("api/stream")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(messages("x"))));
        assertThat(text.statusCode()).isEqualTo(415);
        Api.problem(text);
        HttpResponse<String> html = api.send(api.request("api/stream")
                .header("Content-Type", "application/json")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(messages("x"))));
        assertThat(html.statusCode()).isEqualTo(406);
        Api.problem(html);
        assertThat(SIMULATOR.requests()).isEmpty();
    }
}
