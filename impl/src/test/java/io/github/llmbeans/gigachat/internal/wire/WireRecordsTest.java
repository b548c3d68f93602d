package io.github.llmbeans.gigachat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that traces what it is given must not find anything to write down. */
class WireRecordsTest {
    private static final String SAID = "between you and me";

    @Test
    void whatIsSaidStandsInNoStringForm() {
        WireMessage message = new WireMessage("user", SAID, SAID, null, null, null);
        StreamChunk.Delta delta = new StreamChunk.Delta("assistant", SAID, SAID, null, null, null);
        CompletionRequest request = new CompletionRequest(
                "a-model", List.of(message), null, null, null, null, null, null, null, null, null);

        assertThat(List.of(
                        message,
                        request,
                        delta,
                        new StreamChunk(List.of(new StreamChunk.Choice(delta, "stop")), null, null, null),
                        new TokenCountRequest("a-model", List.of(SAID)),
                        new TokenAnswer(SAID, null, SAID, null)))
                .allSatisfy(value ->
                        assertThat(value.toString()).doesNotContain(SAID).isNotBlank());
        assertThat(request.toString()).contains("role=user", "18 characters");
    }
}
