package io.github.llmbeans.gigachat.internal.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the reader comes to an end, in the same way however it was cut. */
class RandomBytesTest {
    private static final int ROUNDS = 20_000;

    /** Bytes that mean something, more often than chance would have them. */
    private static final byte[] LIKELY =
            "dataeventid: :\r\n\r\n\n\n\0\u00EF\u00BB\u00BF\u00D0\u0096".getBytes(ISO_8859_1);

    @Test
    void anyBytesAreReadInTheSameWayHoweverTheyAreCut() {
        Random random = new Random(20_260_101);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = bytes(random, random.nextInt(200));
            Outcome expected = Reference.read(bytes);

            assertThat(Outcome.of(bytes)).as("round %d", round).isEqualTo(expected);
            assertThat(Outcome.of(Chunks.random(bytes, random, 1 + random.nextInt(20))))
                    .as("round %d in pieces", round)
                    .isEqualTo(expected);
        }
    }

    @Test
    void anyBoundsActInTheSameWayHoweverTheBytesAreCut() {
        Random random = new Random(20_260_102);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = bytes(random, random.nextInt(200));
            EventBounds bounds =
                    new EventBounds(1 + random.nextInt(60), 1 + random.nextInt(20), 1 + random.nextInt(250));
            Outcome whole = Outcome.of(Chunks.whole(bytes), bounds);

            assertThat(Outcome.of(Chunks.random(bytes, random, 1 + random.nextInt(20)), bounds))
                    .as("round %d", round)
                    .isEqualTo(whole);
            refused += whole.end() == Outcome.End.REFUSED ? 1 : 0;
        }
        assertThat(refused).isBetween(1, ROUNDS - 1);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        int oneIn = 1 + random.nextInt(200);
        for (int i = 0; i < length; ) {
            if (random.nextInt(oneIn) == 0) {
                i++;
            } else if (random.nextInt(3) == 0 && i + 6 <= length) {
                System.arraycopy("data: ".getBytes(ISO_8859_1), 0, bytes, i, 6);
                i += 6;
            } else {
                bytes[i++] = LIKELY[random.nextInt(LIKELY.length)];
            }
        }
        return bytes;
    }
}
