package io.github.llmbeans.gigachat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody can tell by a body whether JSON-B has written it. */
class RequestJsonTest {
    private static final String ODD = "\"quoted\" \\ / \b\f\n\r\t \u0000\u001f\u007f\u2028 Бин \ud83e\uded8 </script>";
    private static final JsonValue CALL = Json.createObjectBuilder()
            .add("name", "weather")
            .add("arguments", Json.createObjectBuilder().add("city", ODD).addNull("day"))
            .build();

    private static final Jsonb JSONB = JsonbBuilder.create();

    private final RequestJson requests = new RequestJson(JsonProvider.provider());

    static Stream<CompletionRequest> bodies() {
        return Stream.of(
                body(List.of(new WireMessage("user", "Hello", null, null, null, null)), null, null),
                body(List.of(), 1e-7, Integer.MIN_VALUE),
                body(List.of(new WireMessage(null, null, null, null, null, null)), 2.0, Integer.MAX_VALUE),
                body(
                        List.of(
                                new WireMessage("system", ODD, ODD, "name", CALL, "state"),
                                new WireMessage("user", ODD.repeat(20_000), null, null, null, null)),
                        0.0001,
                        1));
    }

    private static CompletionRequest body(List<WireMessage> messages, Double number, Integer most) {
        boolean all = number != null;
        return new CompletionRequest(
                "GigaChat-2",
                messages,
                number,
                number,
                most,
                number,
                all ? true : null,
                number,
                all ? false : null,
                all ? "low" : null,
                all ? "auto" : null);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodySaysWhatJsonBWouldSay(CompletionRequest body) {
        String text = new String(requests.bytes(body), StandardCharsets.UTF_8);

        assertThat(text).startsWith("{\"model\":\"GigaChat-2\",\"messages\":[");
        assertThat(read(text)).isEqualTo(read(JSONB.toJson(body)));
    }

    private static JsonObject read(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
