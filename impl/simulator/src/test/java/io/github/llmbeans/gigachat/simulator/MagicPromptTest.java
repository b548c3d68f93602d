package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MagicPromptTest {

    private final GigaChatSimulator sim = GigaChatSimulator.start();
    private final Client client = new Client(sim);

    @AfterEach
    void close() {
        sim.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    /400     | 400 | {"status":400,"message":"Your request contains invalid JSON syntax."}
                    /401     | 401 | {"status":401,"message":"Unauthorized"}
                    /402     | 402 | {"status":402,"message":"Payment Required"}
                    /403     | 403 | {"status":403,"message":"Permission denied"}
                    /404     | 404 | {"status":404,"message":"No such model"}
                    /413     | 413 | {"status":413,"message":"Payload too large"}
                    /422     | 422 | {"status":422,"message":"Invalid params: the prompt asked for this error"}
                    /429     | 429 | {"status":429,"message":"Too many requests"}
                    /500     | 500 | {"status":500,"message":"Internal Server Error"}
                    /200-429 | 200 | {"status":429,"message":"Too many requests"}
                    """)
    void aNumberIsThatError(String prompt, int status, String body) {
        HttpResponse<String> response = client.ask(prompt);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/502, 502", "/503, 503", "/504, 504", "/html, 503"})
    void aGatewayErrorIsAPage(String prompt, int status) {
        HttpResponse<String> response = client.ask(prompt);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(response.body()).startsWith("<html>").contains("<center>nginx</center>");
    }

    @Test
    void aNumberAfterAnErrorIsItsRetryAfter() {
        assertThat(client.ask("please /429 7 now").headers().firstValue("Retry-After"))
                .contains("7");
    }

    @Test
    void blacklistIsAnAnswerWithThatReason() {
        HttpResponse<String> response = client.ask("/blacklist");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.finishReason(response)).isEqualTo("blacklist");
        assertThat(Client.content(response)).isEqualTo(SampleTexts.REFUSAL);
    }

    @Test
    void longHasSoManyWords() {
        assertThat(Client.content(client.ask("/long 3"))).isEqualTo("word-1 word-2 word-3");
        assertThat(Client.content(client.ask("дай /long 2"))).isEqualTo("слово-1 слово-2");
        assertThat(Client.content(client.ask("/long")).split(" ")).hasSize(200);
    }

    @Test
    void slowTakesSoManySeconds() {
        long start = System.nanoTime();

        assertThat(Client.content(client.ask("/slow 1"))).contains("/slow 1");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reset", "/empty", "/cut"})
    void aFaultBreaksTheConnection(String prompt) {
        assertThatThrownBy(() -> client.ask(prompt)).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/4290", "/usr/500", "a/500", "/500.", "500", "/unknown"})
    void onlyAWholeWordWithASlashIsMagic(String prompt) {
        assertThat(Client.content(client.ask(prompt))).contains(prompt);
    }

    @Test
    void onlyTheLastMessageIsMagic() {
        String body = "{\"model\":\"GigaChat-2\",\"messages\":[{\"role\":\"user\",\"content\":\"/500\"},"
                + "{\"role\":\"user\",\"content\":\"Hi\"}]}";

        assertThat(client.send(client.chat(client.token(), body)).statusCode()).isEqualTo(200);
    }

    @Test
    void magicCanBeSwitchedOff() {
        try (GigaChatSimulator plain =
                GigaChatSimulator.builder().magicPrompts(false).start()) {
            assertThat(Client.content(new Client(plain).ask("/500"))).contains("/500");
        }
    }
}
