package io.github.llmbeans.gigachat.internal.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Made-up streams are read as the rules say, by a reader that takes them literally. */
class ReferencePropertiesTest {
    @Property
    void aStreamOfFieldsIsReadByTheRules(@ForAll("streams") String stream) {
        assertThat(Outcome.of(stream)).isEqualTo(Reference.read(stream.getBytes(UTF_8)));
    }

    @Property
    void aStreamOfFieldsInPiecesIsReadByTheRules(@ForAll("streams") String stream, @ForAll long seed) {
        byte[] bytes = stream.getBytes(UTF_8);

        assertThat(Outcome.of(Chunks.random(bytes, new Random(seed), 12))).isEqualTo(Reference.read(bytes));
    }

    @Property
    void anyBytesAreReadByTheRules(@ForAll byte[] bytes) {
        assertThat(Outcome.of(bytes)).isEqualTo(Reference.read(bytes));
    }

    @Example
    void everyBeginningOfACharacterIsReadByTheRules() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                isReadByTheRules(first, second);
                if (isOneOfAKind(first) && isOneOfAKind(second)) {
                    for (int third :
                            new int[] {0, '\n', 'a', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xED, 0xFF}) {
                        isReadByTheRules(first, second, third);
                    }
                }
            }
        }
    }

    /** Of letters, digits, signs and control characters that mean nothing to the rules one stands for all in a line of three. */
    private static boolean isOneOfAKind(int value) {
        return value >= 0x7F || "\0\n\r :a".indexOf(value) >= 0;
    }

    private static void isReadByTheRules(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        assertThat(Outcome.of(bytes)).as(() -> Arrays.toString(bytes)).isEqualTo(Reference.read(bytes));
    }

    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> mark = Arbitraries.frequency(Tuple.of(4, ""), Tuple.of(1, "\uFEFF"));
        Arbitrary<String> lines = line().list().ofMaxSize(25).map(all -> String.join("", all));
        return Combinators.combine(mark, lines).as(String::concat);
    }

    private static Arbitrary<String> line() {
        Arbitrary<String> name = Arbitraries.of("data", "data", "data", "event", "id", "retry", "", "Data", "dat", "я");
        Arbitrary<String> colon = Arbitraries.of(":", ": ", ":  ", "");
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of("", "[DONE]", "{\"a\":1}", "a:b", " ", "\0", "7\0", "Ж", "🐣", "\uFEFF", "\uFFFD"),
                Arbitraries.strings().ofMaxLength(20).map(ReferencePropertiesTest::encodable));
        Arbitrary<String> field = Combinators.combine(name, colon, value).as((n, c, v) -> n + c + v);
        Arbitrary<String> text = Arbitraries.oneOf(field, field, Arbitraries.just(""));
        return Combinators.combine(text, Arbitraries.of(List.of("\n", "\n", "\r", "\r\n", "")))
                .as(String::concat);
    }

    private static String encodable(String any) {
        return new String(any.getBytes(UTF_8), UTF_8);
    }
}
