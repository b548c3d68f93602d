package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** Counting tokens and listing models: calls like any other. */
class TokensAndModelsTest {
    @Test
    void whatIsNotDeclaredIsRefusedByTheNameOfTheMethodAndNotTried() {
        ScriptedProvider provider = new ScriptedProvider(Set.of());
        try (LogCapture log = new LogCapture()) {
            UnsupportedCapabilityException tokens = catchThrowableOfType(
                    UnsupportedCapabilityException.class, () -> provider.countTokens(List.of("a")));
            UnsupportedCapabilityException models =
                    catchThrowableOfType(UnsupportedCapabilityException.class, provider::models);

            assertThat(tokens.parameter()).isEqualTo("countTokens");
            assertThat(tokens.capability()).isEqualTo(Capability.TOKEN_COUNT);
            assertThat(models.parameter()).isEqualTo("models");
            assertThat(models.capability()).isEqualTo(Capability.MODEL_LIST);
            assertThat(List.of(tokens.attempts(), models.attempts())).containsOnly(0);
            assertThat(provider.counted).isEmpty();
            assertThat(log.lines(Level.SEVERE)).isEmpty();
        }
    }

    @Test
    void aProviderThatImplementsTheInterfaceAloneRefusesBoth() {
        StubProvider stub = new StubProvider("stub");

        assertThatExceptionOfType(UnsupportedCapabilityException.class)
                .isThrownBy(() -> stub.countTokens(List.of("a")))
                .withMessageContaining("'stub' does not support countTokens (capability TOKEN_COUNT)")
                .satisfies(e -> assertThat(e.attempts()).isZero());
        assertThatExceptionOfType(UnsupportedCapabilityException.class)
                .isThrownBy(stub::models)
                .withMessageContaining("'stub' does not support models (capability MODEL_LIST)");
    }

    @Test
    void aProviderThatDeclaresButDoesNotOverrideIsToldSo() {
        try (Empty empty = new Empty()) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> empty.countTokens(List.of("a")))
                    .withMessageContaining("declares TOKEN_COUNT but does not override attemptTokenCount");
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(empty::models)
                    .withMessageContaining("declares MODEL_LIST but does not override attemptModels");
        }
    }

    @Test
    void countsComeInTheOrderOfTheTextsAndNothingIsAskedWithoutTexts() {
        ScriptedProvider provider = new ScriptedProvider();

        assertThat(provider.countTokens(List.of("a", "", "abc")))
                .containsExactly(new TokenCount(1, 1), new TokenCount(0, 0), new TokenCount(3, 3));
        assertThat(provider.countTokens(List.of())).isEmpty();
        assertThat(provider.counted).containsExactly(List.of("a", "", "abc"));
    }

    @Test
    void theTextsAreCopiedAndNoneIsNull() {
        ScriptedProvider provider = new ScriptedProvider();
        List<String> texts = new ArrayList<>(List.of("a"));
        provider.counts = seen -> {
            texts.clear();
            return List.of(new TokenCount(seen.size(), 1));
        };

        assertThat(provider.countTokens(texts)).containsExactly(new TokenCount(1, 1));
        assertThatNullPointerException()
                .isThrownBy(() -> provider.countTokens(null))
                .withMessage("texts must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> provider.countTokens(Arrays.asList("a", null)))
                .withMessage("texts[1] must not be null");
    }

    @Test
    void bothAreRepeatedAndLoggedOnceLikeAnyCall() {
        ScriptedProvider provider = new ScriptedProvider();
        AtomicInteger attempts = new AtomicInteger();
        provider.counts = texts -> {
            attempts.incrementAndGet();
            throw retryable();
        };
        provider.models = () -> {
            attempts.incrementAndGet();
            throw retryable();
        };
        try (LogCapture log = new LogCapture()) {
            ProviderException tokens =
                    catchThrowableOfType(ProviderException.class, () -> provider.countTokens(List.of("s3cret")));
            ProviderException models = catchThrowableOfType(ProviderException.class, provider::models);

            assertThat(tokens.attempts()).isEqualTo(models.attempts()).isGreaterThan(1);
            assertThat(attempts).hasValue(2 * tokens.attempts());
            assertThat(log.lines(Level.SEVERE)).hasSize(2).noneMatch(line -> line.contains("s3cret"));
        }
    }

    @Test
    void aClosedProviderRefusesBoth() {
        ScriptedProvider provider = new ScriptedProvider();
        provider.close();

        assertThatIllegalStateException().isThrownBy(() -> provider.countTokens(List.of("a")));
        assertThatIllegalStateException().isThrownBy(provider::models);
    }

    @Test
    void theMockCountsCharactersAndItsModelsAreItsModes() {
        try (MockProvider mock = new MockProvider()) {
            assertThat(mock.countTokens(List.of("бин", "")))
                    .containsExactly(new TokenCount(3, 3), new TokenCount(0, 0));
            assertThat(mock.models())
                    .extracting(ModelInfo::id)
                    .contains("mock-normal", "mock-timeout", "mock-ratelimit");
            assertThat(mock.models()).allMatch(ModelInfo::canChat);
        }
        try (MockProvider failing = new MockProvider("mock-auth-error")) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> failing.countTokens(List.of("a")));
            assertThatExceptionOfType(AuthenticationException.class).isThrownBy(failing::models);
        }
    }

    @Test
    void aRouterAsksTheFirstThatAnswers() {
        ScriptedProvider broken = new ScriptedProvider("broken");
        broken.counts = texts -> {
            throw StubProvider.failure("broken");
        };
        try (Router router = new Router("router")
                .addProvider(new StubProvider("cannot"))
                .addProvider(broken)
                .addProvider(new MockProvider())) {
            assertThat(router.countTokens(List.of("abc"))).containsExactly(new TokenCount(3, 3));
            assertThat(router.models()).containsExactly(new ModelInfo("a-model", null, null));
        }
    }

    @Test
    void aRouterOfWhichNobodyAnswersThrowsTheLastFailureWithTheOthers() {
        try (Router router =
                new Router("router").addProvider(new StubProvider("one")).addProvider(new StubProvider("two"))) {
            UnsupportedCapabilityException e = catchThrowableOfType(
                    UnsupportedCapabilityException.class, () -> router.countTokens(List.of("abc")));

            assertThat(e.provider()).isEqualTo("two");
            assertThat(e.getSuppressed()).hasSize(1);
        }
    }

    @Test
    void valuesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenCount(-1, 0))
                .withMessage("tokens must be at least 0, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelInfo(" ", null, null))
                .withMessageContaining("id must not be blank");
        assertThat(new ModelInfo("m", "embedder", null).canChat()).isFalse();
        assertThat(new ModelInfo("m", "chat", null).canChat()).isTrue();
        assertThat(new ModelInfo("m", null, null).canChat()).isTrue();
    }

    private static ProviderException retryable() {
        return new ProviderUnavailableException("down", Failure.of("scripted").withRetryable(true));
    }

    private static final class Empty extends AbstractProvider {
        Empty() {
            super(
                    ProviderConfig.builder("empty").build(),
                    new ProviderInfo("empty", "m", EnumSet.allOf(Capability.class)));
        }

        @Override
        protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
            return ScriptedProvider.ANSWER;
        }

        @Override
        protected boolean probe(Deadline deadline) {
            return true;
        }
    }
}
