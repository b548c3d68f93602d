package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CapabilityRefusalTest {
    /** Every capability that a request can ask for, the name it is refused by, and such a request. */
    static Stream<Arguments> requests() {
        return Stream.of(
                params(Capability.TEMPERATURE, "temperature", p -> p.temperature(0)),
                params(Capability.TOP_P, "topP", p -> p.topP(0)),
                params(Capability.MAX_TOKENS, "maxTokens", p -> p.maxTokens(1)),
                params(Capability.STOP_SEQUENCES, "stop", p -> p.stop("x")),
                params(Capability.REPETITION_PENALTY, "repetitionPenalty", p -> p.repetitionPenalty(1)),
                params(Capability.PRESENCE_PENALTY, "presencePenalty", p -> p.presencePenalty(0)),
                params(Capability.FREQUENCY_PENALTY, "frequencyPenalty", p -> p.frequencyPenalty(0)),
                params(Capability.SEED, "seed", p -> p.seed(0)),
                params(Capability.MULTIPLE_CHOICES, "n", p -> p.n(2)),
                request(Capability.MODEL_CHOICE, "model", r -> r.model("m")),
                request(Capability.SESSION, "sessionId", r -> r.sessionId("s")),
                Arguments.of(
                        Capability.SYSTEM_MESSAGE,
                        "system message",
                        ChatRequest.builder().system("s").user("hi").build()),
                request(
                        Capability.CHAT_HISTORY,
                        "chat history",
                        r -> r.assistant("a").user("u")));
    }

    private static Arguments params(
            Capability capability, String name, UnaryOperator<GenerationParamsBuilder> parameter) {
        return request(
                capability,
                name,
                r -> r.params(parameter.apply(GenerationParams.builder()).build()));
    }

    private static Arguments request(Capability capability, String name, UnaryOperator<ChatRequestBuilder> use) {
        return Arguments.of(
                capability, name, use.apply(ChatRequest.builder().user("hi")).build());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatIsNotDeclaredIsRefusedByNameBeforeAnyAttempt(Capability capability, String name, ChatRequest request) {
        ScriptedProvider provider = new ScriptedProvider(EnumSet.complementOf(EnumSet.of(capability)));
        try (LogCapture log = new LogCapture()) {
            UnsupportedCapabilityException e =
                    catchThrowableOfType(UnsupportedCapabilityException.class, () -> provider.chat(request));

            assertThat(e.parameter()).isEqualTo(name);
            assertThat(e.capability()).isEqualTo(capability);
            assertThat(e)
                    .hasMessage("Provider 'scripted' does not support " + name + " (capability " + capability
                            + "); nothing was sent");
            assertThat(e.attempts()).isZero();
            assertThat(provider.requests).isEmpty();
            assertThat(log.lines(Level.SEVERE)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatIsDeclaredReachesTheProviderUnchanged(Capability capability, String name, ChatRequest request) {
        ScriptedProvider provider = new ScriptedProvider(Set.of(capability));

        provider.chat(request);

        assertThat(provider.requests).containsExactly(request);
    }

    @Test
    void everyCapabilityThatARequestCanUseIsTested() {
        Set<Capability> notOfARequest = EnumSet.of(
                Capability.STREAMING,
                Capability.USAGE,
                Capability.FUNCTIONS,
                Capability.STRUCTURED_OUTPUT,
                Capability.EMBEDDINGS,
                Capability.TOKEN_COUNT,
                Capability.MODEL_LIST);

        assertThat(requests().map(arguments -> (Capability) arguments.get()[0]))
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(notOfARequest)));
    }

    @Test
    void oneAnswerToOneMessageNeedsNoCapability() {
        ScriptedProvider provider = new ScriptedProvider(Set.of());
        ChatRequest request = ChatRequest.of(
                        "hi", GenerationParams.builder().n(1).build())
                .toBuilder()
                .clientId("c")
                .requestId("r")
                .build();

        provider.chat(request);

        assertThat(provider.requests).containsExactly(request);
    }

    @Test
    void anOptionThatTheProviderRefusesItselfCountsAsNotTried() {
        ScriptedProvider provider = new ScriptedProvider();
        provider.failsWith(() -> new UnsupportedCapabilityException("scripted", "size", null));
        try (LogCapture log = new LogCapture()) {
            UnsupportedCapabilityException e =
                    catchThrowableOfType(UnsupportedCapabilityException.class, () -> provider.generate("hi"));

            assertThat(e.attempts()).isZero();
            assertThat(log.lines(Level.SEVERE)).isEmpty();
        }
    }
}
