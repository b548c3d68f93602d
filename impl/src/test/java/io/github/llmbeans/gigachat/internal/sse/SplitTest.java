package io.github.llmbeans.gigachat.internal.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However the bytes are cut and the lines are ended, the events are the same. */
class SplitTest {
    static Stream<String> samples() {
        return Samples.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aCutAtAnyPlaceChangesNothing(String sample) {
        byte[] bytes = sample.getBytes(UTF_8);
        Outcome whole = Outcome.of(bytes);

        for (int place = 0; place <= bytes.length; place++) {
            assertThat(Outcome.of(Chunks.splitAt(bytes, place)))
                    .as("cut at %d", place)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void piecesOfAnySizeChangeNothing(String sample) {
        byte[] bytes = sample.getBytes(UTF_8);
        Outcome whole = Outcome.of(bytes);

        for (int size = 1; size <= 64; size++) {
            assertThat(Outcome.of(Chunks.ofSize(bytes, size)))
                    .as("pieces of %d", size)
                    .isEqualTo(whole);
        }
    }

    @Test
    void twoCutsAtAnyPlacesChangeNothing() {
        for (String sample : List.of(Samples.MIXED, Samples.WITHOUT_END)) {
            byte[] bytes = sample.getBytes(UTF_8);
            Outcome whole = Outcome.of(bytes);

            for (int first = 0; first <= bytes.length; first++) {
                for (int second = first; second <= bytes.length; second++) {
                    assertThat(Outcome.of(Chunks.splitAt(bytes, first, second)))
                            .as("cuts at %d and %d", first, second)
                            .isEqualTo(whole);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void lineEndsOfAnyKindAreTheSame(String sample) {
        String text = sample.replace("\r\n", "\n").replace('\r', '\n');
        Outcome expected = Outcome.of(text);

        for (String lineEnd : List.of("\r", "\r\n")) {
            byte[] bytes = text.replace("\n", lineEnd).getBytes(UTF_8);
            for (int place = 0; place <= bytes.length; place++) {
                assertThat(Outcome.of(Chunks.splitAt(bytes, place)))
                        .as("cut at %d", place)
                        .isEqualTo(expected);
            }
            assertThat(Outcome.of(Chunks.ofSize(bytes, 1))).isEqualTo(expected);
        }
    }

    @Test
    void linesLongerThanTheBufferArriveWhole() {
        Random random = new Random(7);
        for (int length : List.of(8_185, 8_186, 8_187, 8_191, 8_192, 8_193, 16_384, 100_000)) {
            String data = "ж".repeat(length / 2) + "x".repeat(length % 2);
            byte[] bytes = ("data:" + data + "\n\ndata:" + data + "\r\n\r\n").getBytes(UTF_8);

            assertThat(Outcome.of(bytes).data()).containsExactly(data, data);
            assertThat(Outcome.of(Chunks.random(bytes, random, 10_000)).data()).containsExactly(data, data);
        }
    }

    @Test
    void theSamplesAreWhatTheyAreMeantToBe() {
        assertThat(Outcome.of(Samples.ANSWER).data())
                .hasSize(5)
                .endsWith("[DONE]")
                .element(2)
                .asString()
                .contains("три 🐣.");
        assertThat(Outcome.of(Samples.WITHOUT_END).data()).hasSize(2);
        assertThat(Outcome.of(Samples.NAMED_EVENTS).events())
                .extracting(ServerSentEvent::event)
                .containsExactly("response.message.delta", "response.message.delta", "response.message.done");
        assertThat(Outcome.of(Samples.MIXED))
                .isEqualTo(new Outcome(
                        List.of(
                                new ServerSentEvent("message", "a\nб", null),
                                new ServerSentEvent("e", "", "7"),
                                new ServerSentEvent("message", "🐣\n к", "7")),
                        Outcome.End.INSIDE_EVENT));
    }
}
