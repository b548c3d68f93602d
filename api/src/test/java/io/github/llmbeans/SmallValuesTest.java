package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallValuesTest {
    @ParameterizedTest
    @EnumSource
    void aRoleIsReadFromTheTextItIsWrittenAs(Role role) {
        assertThat(Role.of(role.text())).isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"User", "", " user", "robot"})
    void anyOtherRoleIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.of(text))
                .withMessage("role must be one of system, user, assistant, function, was \"" + text + "\"");
    }

    @Test
    void aVeryLongRoleIsShownInPart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.of("x\n" + "x".repeat(10_000)))
                .withMessage("role must be one of system, user, assistant, function, was \"x\\u000a" + "x".repeat(62)
                        + "…\"");
        assertThatNullPointerException().isThrownBy(() -> Role.of(null)).withMessage("role must not be null");
    }

    @Test
    void theWordsOfTheWireDoNotDependOnTheLocale() {
        // Enums initialise once, so the words are compared with the constants' names under the locale of this run.
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(FinishReason.CONTENT_FILTER.text()).isEqualTo("content_filter");
            assertThat(FinishReason.FUNCTION_CALL.text()).isEqualTo("function_call");
            assertThat(Role.ASSISTANT.text()).isEqualTo("assistant");
            assertThat(Role.of("assistant")).isEqualTo(Role.ASSISTANT);
            assertThat(Role.of("function")).isEqualTo(Role.FUNCTION);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ChatRequest.builder().requestId("ı"))
                    .withMessage("requestId must be printable ASCII, had U+0131 at index 0");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyFinishReasonHasItsLowerCaseWord() {
        assertThat(FinishReason.values())
                .extracting(FinishReason::text)
                .containsExactly("stop", "length", "function_call", "content_filter", "error", "other");
    }

    @Test
    void tokenCountsAreNotNegative() {
        assertThat(new Usage(0, 0, 0, 0).totalTokens()).isZero();
        refusedUsage("promptTokens", -1, 0, 0, 0);
        refusedUsage("completionTokens", 0, -1, 0, 0);
        refusedUsage("totalTokens", 0, 0, -1, 0);
        refusedUsage("cachedPromptTokens", 0, 0, 0, -1);
    }

    private static void refusedUsage(String name, int prompt, int completion, int total, int cached) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Usage(prompt, completion, total, cached))
                .withMessage(name + " must be at least 0, was -1");
    }

    @Test
    void aProviderDescribesItselfWithANameAndAModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProviderInfo("p\u2028forged", "m", Set.of()))
                .withMessage("name must be one line of text, had U+2028 at index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProviderInfo(" ", "m", Set.of()))
                .withMessage("name must not be blank, was \" \"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProviderInfo("p", "", Set.of()))
                .withMessage("model must not be blank, was \"\"");
        assertThatNullPointerException()
                .isThrownBy(() -> new ProviderInfo("p", "m", null))
                .withMessage("capabilities must not be null");
    }

    @Test
    void declaredCapabilitiesDoNotChangeAfterwards() {
        Set<Capability> given = EnumSet.of(Capability.SEED);
        ProviderInfo info = new ProviderInfo("p", "m", given);
        given.add(Capability.TOP_P);

        assertThat(info.can(Capability.SEED)).isTrue();
        assertThat(info.can(Capability.TOP_P)).isFalse();
        assertThatCode(() -> info.capabilities().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatNullPointerException().isThrownBy(() -> info.can(null)).withMessage("capability must not be null");
    }

    @Test
    void aTimeoutThatIsDeclaredIsPositive() {
        ProviderInfo info = new ProviderInfo("p", "m", Set.of());

        assertThat(info.timeout()).isNull();
        assertThat(info.withTimeout(Duration.ofNanos(1)).timeout()).isEqualTo(Duration.ofNanos(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> info.withTimeout(Duration.ZERO))
                .withMessage("timeout must be positive, was 0 s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> info.withTimeout(Duration.ofNanos(-1)))
                .withMessage("timeout must be positive, was -0.000000001 s");
    }

    @Test
    void aMessageShowsItsRoleAndLengthOnly() {
        assertThat(Message.user("Привет")).hasToString("Message[role=USER, content=6 characters]");
        assertThat(Message.system("")).hasToString("Message[role=SYSTEM, content=0 characters]");
    }

    @Test
    void aSimpleAnswerIsComplete() {
        ChatResponse response = ChatResponse.of("t", "p", "m");

        assertThat(response)
                .isEqualTo(new ChatResponse("t", "p", "m", FinishReason.STOP, "stop", null, null, null, null));
        assertThatNullPointerException()
                .isThrownBy(() -> ChatResponse.of(null, "p", "m"))
                .withMessage("text must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> response.withText("x", null))
                .withMessage("reason must not be null");
    }
}
