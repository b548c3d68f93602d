package io.github.llmbeans.gigachat.internal.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bound may be reached, not passed. */
class BoundsTest {
    private static final int WIDE = 1 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", ""})
    void aLineMayReachItsBoundAndNotPassIt(String lineEnd) {
        assertExact("data: 12345" + lineEnd, 11, line -> new EventBounds(line, WIDE, WIDE));
    }

    @Test
    void aLineLongerThanTheBufferMayReachItsBoundAndNotPassIt() {
        assertExact("data:" + "ж".repeat(10_000) + "\n\n", 20_005, line -> new EventBounds(line, WIDE, WIDE));
    }

    @Test
    void commentsAndTheByteOrderMarkCountIntoTheLine() {
        assertExact("\uFEFF:123\ndata\n\n", 7, line -> new EventBounds(line, WIDE, WIDE));
    }

    @Test
    void aLineIsRefusedBeforeItsEndHasCome() {
        EventReader reader = new EventReader(Chunks.thenSilence("data", ": 123"), new EventBounds(8, WIDE, WIDE));

        assertThatThrownBy(reader::next)
                .isInstanceOf(EventStreamException.class)
                .hasMessage("A line of the event stream is longer than the bound of 8 bytes: at least 9 bytes");
    }

    @Test
    void theDataOfAnEventMayReachItsBoundAndNotPassIt() {
        assertExact("data: 12345\n\n", 5, event -> new EventBounds(WIDE, event, WIDE));
        assertExact("data: 1\ndata: 2\n:comment\ndata\ndata: Ж\n\n", 7, event -> new EventBounds(WIDE, event, WIDE));
    }

    @Test
    void emptyDataLinesCountToo() {
        assertExact("data\n".repeat(11) + "\n", 10, event -> new EventBounds(WIDE, event, WIDE));
    }

    @Test
    void eachEventHasTheWholeBound() {
        byte[] stream = "data: 12345\n\n".repeat(100).getBytes(UTF_8);

        assertThat(Outcome.of(Chunks.whole(stream), new EventBounds(11, 5, WIDE))
                        .data())
                .hasSize(100);
    }

    @Test
    void theStreamMayReachItsBoundAndNotPassIt() {
        assertExact("data: 12345\r\n\r\n", 15, stream -> new EventBounds(WIDE, WIDE, stream));
        assertExact(": ping\n".repeat(5_000), 35_000, stream -> new EventBounds(WIDE, WIDE, stream));
    }

    @Test
    void whatCameBeforeTheBoundOfTheStreamIsHandedOut() {
        byte[] stream = "data: 1\n\ndata: 2\n\nd".getBytes(UTF_8);
        for (int size = 1; size <= stream.length; size++) {
            Outcome outcome = Outcome.of(Chunks.ofSize(stream, size), new EventBounds(WIDE, WIDE, 18));
            assertThat(outcome.data()).containsExactly("1", "2");
            assertThat(outcome.end()).isEqualTo(Outcome.End.REFUSED);
        }
    }

    @Test
    void messagesNameTheBoundAndTheSizeAndNothingOfTheAnswer() {
        byte[] stream = "data: secret\n\n".getBytes(UTF_8);

        assertThat(catchThrowable(new EventReader(Chunks.whole(stream), new EventBounds(WIDE, 5, WIDE))::next))
                .hasMessage("The data of one event of the event stream is longer than the bound of 5 bytes: "
                        + "at least 6 bytes");
        assertThat(catchThrowable(new EventReader(Chunks.whole(stream), new EventBounds(WIDE, WIDE, 7))::next))
                .hasMessage("The event stream is longer than the bound of 7 bytes: at least 8 bytes");
    }

    @Test
    void anEndlessLineIsGivenUp() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                Arrays.fill(into, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        assertThat(Outcome.of(endless, new EventBounds(100_000, WIDE, Long.MAX_VALUE))
                        .end())
                .isEqualTo(Outcome.End.REFUSED);
    }

    @Test
    void boundsThatLetNothingThroughAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventBounds(0, 1, 1))
                .withMessage("The bound of the line must be at least 1 byte, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventBounds(1, -1, 1))
                .withMessage("The bound of the event must be at least 1 byte, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventBounds(1, 1, 0))
                .withMessage("The bound of the stream must be at least 1 byte, was 0");
    }

    private interface Bound {
        EventBounds of(int bound);
    }

    private static void assertExact(String text, int size, Bound bound) {
        byte[] bytes = text.getBytes(UTF_8);
        Outcome unbounded = Outcome.of(bytes);
        for (int chunk : new int[] {1, 2, 3, bytes.length}) {
            assertThat(Outcome.of(Chunks.ofSize(bytes, chunk), bound.of(size))).isEqualTo(unbounded);
            assertThat(Outcome.of(Chunks.ofSize(bytes, chunk), bound.of(size - 1))
                            .end())
                    .isEqualTo(Outcome.End.REFUSED);
        }
    }
}
