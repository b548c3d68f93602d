package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {

    private static final Answer ANSWER = new Answer(
                    "One two", "stop", new Usage(11, 7, 18, 3), "tck-model:1.0", "request-1")
            .withCreated(Instant.ofEpochSecond(1_790_000_000));

    private final GigaChatDialect dialect = new GigaChatDialect() {};

    @Test
    void aStreamIsWrittenAsTheServiceWritesIt() {
        Reply reply = dialect.stream(List.of("One ", "two"), ANSWER);

        String frame = "\"created\":1790000000,\"model\":\"tck-model:1.0\",\"object\":\"chat.completion\"";
        assertThat(reply.body()).asString(StandardCharsets.UTF_8).isEqualTo("""
                data: {"choices":[{"delta":{"content":"One ","role":"assistant"},"index":0}],FRAME}

                data: {"choices":[{"delta":{"content":"two"},"index":0}],FRAME}

                data: {"choices":[{"delta":{"content":""},"index":0,"finish_reason":"stop"}],FRAME,\
                "usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,"precached_prompt_tokens":3}}

                data: [DONE]

                """.replace("FRAME", frame));
        assertThat(reply.header("Content-Type")).contains("text/event-stream");
        assertThat(reply.header("X-Request-Id")).contains("request-1");
    }

    @Test
    void reasoningComesBeforeTheTextAndAFunctionCallWithTheEnd() {
        Answer calling = ANSWER.withReasoning("hm")
                .withSessionId("session-1")
                .withFunctionCall(new FunctionCall("weather", "{\"city\":\"Уфа\"}"), "state-1");

        Reply reply = dialect.stream(List.of("One "), calling);

        assertThat(reply.body())
                .asString(StandardCharsets.UTF_8)
                .startsWith("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}")
                .contains("\"delta\":{\"content\":\"\",\"function_call\":{\"name\":\"weather\","
                        + "\"arguments\":{\"city\":\"Уфа\"}},\"functions_state_id\":\"state-1\"}");
        assertThat(reply.header("X-Session-Id")).contains("session-1");
    }

    @Test
    void aStreamOfNoPiecesEndsAllTheSame() {
        assertThat(dialect.stream(List.of(), ANSWER).body())
                .asString(StandardCharsets.UTF_8)
                .startsWith("data: {\"choices\":[{\"delta\":{\"content\":\"\"},")
                .endsWith("data: [DONE]\n\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"stream":true}  | true
                    {"stream":false} | false
                    {}               | false
                    nonsense         | false
                    """)
    void aRequestSaysWhetherItWantsAStream(String body, boolean streamed) throws Exception {
        try (FakeServer server = FakeServer.start(request -> Reply.of(200))) {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.uri() + "/v1/chat/completions"))
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.discarding());
            RecordedRequest request = server.requests().get(0);

            assertThat(dialect.streamed(request)).isEqualTo(streamed);
        }
    }
}
