package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class GenerationParamsTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private record Number(
            String name,
            BiFunction<GenerationParamsBuilder, Double, GenerationParamsBuilder> setter,
            java.util.function.Function<GenerationParams, Double> getter,
            java.util.function.Function<Double, GenerationParams> constructor) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Number TEMPERATURE = new Number(
            "temperature",
            GenerationParamsBuilder::temperature,
            GenerationParams::temperature,
            v -> new GenerationParams(v, null, null, List.of(), null, null, null, null, null, Map.of()));
    private static final Number TOP_P = new Number(
            "topP",
            GenerationParamsBuilder::topP,
            GenerationParams::topP,
            v -> new GenerationParams(null, null, v, List.of(), null, null, null, null, null, Map.of()));
    private static final Number REPETITION = new Number(
            "repetitionPenalty",
            GenerationParamsBuilder::repetitionPenalty,
            GenerationParams::repetitionPenalty,
            v -> new GenerationParams(null, null, null, List.of(), v, null, null, null, null, Map.of()));
    private static final Number PRESENCE = new Number(
            "presencePenalty",
            GenerationParamsBuilder::presencePenalty,
            GenerationParams::presencePenalty,
            v -> new GenerationParams(null, null, null, List.of(), null, v, null, null, null, Map.of()));
    private static final Number FREQUENCY = new Number(
            "frequencyPenalty",
            GenerationParamsBuilder::frequencyPenalty,
            GenerationParams::frequencyPenalty,
            v -> new GenerationParams(null, null, null, List.of(), null, null, v, null, null, Map.of()));

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of(TEMPERATURE, 0.0),
                Arguments.of(TEMPERATURE, 2.0),
                Arguments.of(TOP_P, 0.0),
                Arguments.of(TOP_P, 1.0),
                Arguments.of(REPETITION, Double.MIN_VALUE),
                Arguments.of(REPETITION, Double.MAX_VALUE),
                Arguments.of(PRESENCE, -2.0),
                Arguments.of(PRESENCE, 2.0),
                Arguments.of(FREQUENCY, -2.0),
                Arguments.of(FREQUENCY, 2.0));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(TEMPERATURE, Math.nextDown(0.0), "between 0.0 and 2.0"),
                Arguments.of(TEMPERATURE, Math.nextUp(2.0), "between 0.0 and 2.0"),
                Arguments.of(TEMPERATURE, NAN, "between 0.0 and 2.0"),
                Arguments.of(TOP_P, Math.nextDown(0.0), "between 0.0 and 1.0"),
                Arguments.of(TOP_P, Math.nextUp(1.0), "between 0.0 and 1.0"),
                Arguments.of(TOP_P, NAN, "between 0.0 and 1.0"),
                Arguments.of(REPETITION, 0.0, "a finite number greater than 0.0"),
                Arguments.of(REPETITION, -1.0, "a finite number greater than 0.0"),
                Arguments.of(REPETITION, INFINITY, "a finite number greater than 0.0"),
                Arguments.of(REPETITION, NAN, "a finite number greater than 0.0"),
                Arguments.of(PRESENCE, Math.nextDown(-2.0), "between -2.0 and 2.0"),
                Arguments.of(PRESENCE, Math.nextUp(2.0), "between -2.0 and 2.0"),
                Arguments.of(PRESENCE, NAN, "between -2.0 and 2.0"),
                Arguments.of(FREQUENCY, Math.nextDown(-2.0), "between -2.0 and 2.0"),
                Arguments.of(FREQUENCY, Math.nextUp(2.0), "between -2.0 and 2.0"),
                Arguments.of(FREQUENCY, NAN, "between -2.0 and 2.0"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void aBoundItselfIsAccepted(Number parameter, double value) {
        GenerationParams built =
                parameter.setter().apply(GenerationParams.builder(), value).build();

        assertThat(parameter.getter().apply(built)).isEqualTo(value);
        assertThat(parameter.constructor().apply(value)).isEqualTo(built);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void anythingBeyondABoundIsRefusedAtOnceWithParameterBoundAndValue(Number parameter, double value, String bound) {
        String message = parameter.name() + " must be " + bound + ", was " + value;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameter.setter().apply(GenerationParams.builder(), value))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameter.constructor().apply(value))
                .withMessage(message);
    }

    static final List<Integer> tooFew = List.of(0, -1, Integer.MIN_VALUE);

    @ParameterizedTest
    @FieldSource("tooFew")
    void fewerThanOneTokenIsRefused(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GenerationParams.builder().maxTokens(value))
                .withMessage("maxTokens must be at least 1, was " + value);
    }

    @ParameterizedTest
    @FieldSource("tooFew")
    void fewerThanOneAnswerIsRefused(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GenerationParams.builder().n(value))
                .withMessage("n must be at least 1, was " + value);
    }

    @Test
    void oneTokenAndOneAnswerAreAcceptedAndSoIsEverySeed() {
        GenerationParams params = GenerationParams.builder()
                .maxTokens(1)
                .n(1)
                .seed(Long.MIN_VALUE)
                .build();

        assertThat(params.maxTokens()).isEqualTo(1);
        assertThat(params.n()).isEqualTo(1);
        assertThat(params.seed()).isEqualTo(Long.MIN_VALUE);
        assertThatCode(() ->
                        GenerationParams.builder().maxTokens(Integer.MAX_VALUE).n(Integer.MAX_VALUE))
                .doesNotThrowAnyException();
    }

    @Test
    void anEmptyStopSequenceIsRefusedWithItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GenerationParams.builder().stop("a", ""))
                .withMessage("stop[1] must not be empty, was \"\"");
    }

    @Test
    void nullsAreNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> GenerationParams.builder().stop((String[]) null))
                .withMessage("stop must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> GenerationParams.builder().stop((List<String>) null))
                .withMessage("stop must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> GenerationParams.builder().stop("a", null))
                .withMessage("stop[1] must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> GenerationParams.builder().option(null, 1))
                .withMessage("option name must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> GenerationParams.builder().option("size", null))
                .withMessage("option size must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new GenerationParams(null, null, null, List.of(), null, null, null, null, null, null))
                .withMessage("options must not be null");
    }

    @Test
    void aBlankOptionNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GenerationParams.builder().option(" ", 1))
                .withMessage("option name must not be blank, was \" \"");
    }

    @Test
    void defaultsSetNothing() {
        GenerationParams defaults = GenerationParams.defaults();

        assertThat(defaults)
                .isEqualTo(new GenerationParams(null, null, null, List.of(), null, null, null, null, null, Map.of()))
                .isEqualTo(GenerationParams.builder().build());
    }

    @Test
    void aBuilderThatStartsWithParamsKeepsThemAll() {
        GenerationParams params = GenerationParams.builder()
                .temperature(0.1)
                .maxTokens(2)
                .topP(0.3)
                .stop("4")
                .repetitionPenalty(0.5)
                .presencePenalty(0.6)
                .frequencyPenalty(0.7)
                .seed(8)
                .n(9)
                .option("ten", 10)
                .build();

        assertThat(params.toBuilder().build()).isEqualTo(params);
        assertThat(params.toBuilder().option("eleven", 11).build().options())
                .containsOnly(Map.entry("ten", 10), Map.entry("eleven", 11));
    }

    @Test
    void laterChangesOfWhatWasGivenChangeNothing() {
        List<String> stop = new ArrayList<>(Arrays.asList("a"));
        GenerationParamsBuilder builder = GenerationParams.builder().stop(stop).option("x", 1);
        GenerationParams params = builder.build();
        stop.add("b");
        builder.option("y", 2);

        assertThat(params.stop()).containsExactly("a");
        assertThat(params.options()).containsOnlyKeys("x");
        assertThatCode(() -> params.options().put("z", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theStringFormCountsStopSequencesAndNamesOptions() {
        GenerationParams params = GenerationParams.builder()
                .temperature(0.5)
                .stop("END")
                .option("tool", "a value")
                .build();

        assertThat(params)
                .asString()
                .contains("temperature=0.5", "stop=1", "tool")
                .doesNotContain("END", "a value");
    }
}
