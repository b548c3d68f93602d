package io.github.llmbeans.gigachat.internal.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are not UTF-8 are told, with their place; here one character is one byte. */
class MalformedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: a\u00FFb\n\n",
                "data: \u0080\n\n",
                "data: \u00C0\u0080\n\n",
                "data: \u00ED\u00A0\u0080\n\n",
                "data: \u00F4\u0090\u0080\u0080\n\n",
                "data: \u00D0\n\n",
                "data: \u00D0\r\n\r\n",
                "data: \u00D0\n\u0096\n\n",
                "\u00FF: x\n\n",
                "data\u00D0: x\n\n",
                ": \u00FF\n",
                "event: \u00FF\n",
                "id: \u00FF\n",
                "retry: \u00FF\n",
                "\u00EF\u00BB\n",
                "data: a\u00FF",
                "data: a\u00ED\u00A0"
            })
    void whatIsNotUtf8IsRefusedWhereverItStands(String bytes) {
        byte[] stream = ("data: first\n\n" + bytes).getBytes(ISO_8859_1);

        for (Chunks chunks : new Chunks[] {Chunks.whole(stream), Chunks.ofSize(stream, 1)}) {
            Outcome outcome = Outcome.of(chunks);
            assertThat(outcome.data()).containsExactly("first");
            assertThat(outcome.end()).isEqualTo(Outcome.End.REFUSED);
        }
    }

    @Test
    void theMessageTellsThePlaceAndNothingOfTheAnswer() {
        for (int size : new int[] {1, 7, 1000}) {
            byte[] stream = "\u00EF\u00BB\u00BFdata: one\r\n\r\ndata: two\u00FF\n\n".getBytes(ISO_8859_1);
            EventReader reader = new EventReader(Chunks.ofSize(stream, size), Outcome.WIDE);

            assertThatThrownBy(() -> readAll(reader))
                    .isExactlyInstanceOf(EventStreamException.class)
                    .hasMessage("The event stream is not UTF-8: what begins at byte 25 with 0xFF is no character");
        }
    }

    @Test
    void theByteOrderMarkIsCountedToo() {
        byte[] stream = "\u00EF\u00BB\u00BFdata: \u00FF\n\n".getBytes(ISO_8859_1);

        assertThatThrownBy(() -> readAll(new EventReader(Chunks.whole(stream), Outcome.WIDE)))
                .hasMessageContaining("begins at byte 9 with 0xFF");
    }

    @Test
    void theReplacementCharacterItselfIsACharacter() {
        assertThat(Outcome.of("data: a\uFFFDb\n\n").data()).containsExactly("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: \u00D0",
                "data: \u00F0\u009F",
                "data: \u00F0\u009F\u0090",
                ": \u00E2\u0082",
                "\u00EF\u00BB"
            })
    void aStreamThatEndsInsideACharacterWasCut(String bytes) {
        byte[] stream = bytes.getBytes(ISO_8859_1);

        assertThat(Outcome.of(stream).end()).isEqualTo(Outcome.End.INSIDE_CHARACTER);

        EventReader reader = new EventReader(Chunks.whole(stream), Outcome.WIDE);
        assertThatThrownBy(() -> readAll(reader))
                .isExactlyInstanceOf(EOFException.class)
                .hasMessage("The event stream ended inside a character, after " + stream.length + " bytes");
        assertThat(reader.endedInsideEvent()).isTrue();
    }

    @Test
    void aRefusedStreamStaysRefused() {
        byte[] stream = "data: \u00FF\n\ndata: b\n\n".getBytes(ISO_8859_1);
        EventReader reader = new EventReader(Chunks.whole(stream), Outcome.WIDE);

        Throwable first = catchThrowable(reader::next);
        assertThat(first).isInstanceOf(EventStreamException.class);
        assertThat(catchThrowable(reader::next)).isSameAs(first);
    }

    @Test
    void whatWasBegunBeforeACutCharacterIsNotHandedOutAfterIt() {
        byte[] stream = "data: a\ndata: \u00D0".getBytes(ISO_8859_1);
        EventReader reader = new EventReader(Chunks.whole(stream), Outcome.WIDE);

        Throwable first = catchThrowable(reader::next);
        assertThat(first).isInstanceOf(EOFException.class);
        assertThat(catchThrowable(reader::next)).isSameAs(first);
    }

    @Test
    void theEndIsToldAgainAndAgain() throws IOException {
        EventReader reader = new EventReader(Chunks.whole("data: a".getBytes(UTF_8)), Outcome.WIDE);

        assertThat(reader.endedInsideEvent()).isFalse();
        assertThat(reader.next()).isNotNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.endedInsideEvent()).isTrue();
    }

    private static void readAll(EventReader reader) throws IOException {
        while (reader.next() != null) {
            // The next one.
        }
    }
}
