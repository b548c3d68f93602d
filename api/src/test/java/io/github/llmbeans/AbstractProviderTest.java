package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbstractProviderTest {
    private static final Failure PASSING = Failure.of("scripted").withRetryable(true);

    private final ScriptedProvider provider = new ScriptedProvider();
    private LogCapture log;

    @BeforeEach
    void listen() {
        log = new LogCapture();
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void anAnswerComesThrough() {
        assertThat(provider.chat(ChatRequest.of("hi"))).isSameAs(ScriptedProvider.ANSWER);
        assertThat(provider.generate("hi")).isEqualTo("an answer");
        assertThat(log.lines(Level.SEVERE)).isEmpty();
    }

    @Test
    void itTellsItsNameModelCapabilitiesAndTheTimeoutOfItsConfiguration() {
        ProviderInfo info =
                new ScriptedProvider("p", Duration.ofSeconds(7), Set.of(Capability.SEED), Runnable::run).info();

        assertThat(info).isEqualTo(new ProviderInfo("p", "p-model", Set.of(Capability.SEED), Duration.ofSeconds(7)));
    }

    @Test
    void whoWritesAProviderHasItsConfigurationAndTheLogOfItsClass() {
        ProviderConfig config = ProviderConfig.builder("p").build();
        Bare bare = new Bare(config, provider.info(), RetryPolicy.builder().build(), Runnable::run);

        assertThat(bare.config()).isSameAs(config);
        assertThat(bare.logger().getName()).isEqualTo(Bare.class.getName());
    }

    @Test
    void theDeadlineIsThatOfTheRequestOrElseThatOfTheConfiguration() {
        List<Duration> timeouts = new ArrayList<>();
        AbstractProvider recording =
                new AbstractProvider(
                        ProviderConfig.builder("p")
                                .timeout(Duration.ofSeconds(7))
                                .build(),
                        new ProviderInfo("p", "m", Set.of())) {
                    @Override
                    protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
                        timeouts.add(deadline.timeout());
                        return ScriptedProvider.ANSWER;
                    }

                    @Override
                    protected boolean probe(Deadline deadline) {
                        timeouts.add(deadline.timeout());
                        return true;
                    }
                };

        recording.generate("hi");
        recording.chat(
                ChatRequest.builder().user("hi").timeout(Duration.ofHours(1)).build());
        recording.healthCheck();
        recording.close();

        assertThat(timeouts).containsExactly(Duration.ofSeconds(7), Duration.ofHours(1), Duration.ofSeconds(5));
    }

    @Test
    void aPassingFailureIsRepeatedAsOftenAsConfigured() {
        provider.failsWith(() -> new RateLimitException("busy", PASSING));

        RateLimitException e = catchThrowableOfType(RateLimitException.class, () -> provider.generate("hi"));

        assertThat(provider.requests).hasSize(4);
        assertThat(e.attempts()).isEqualTo(4);
        assertThat(e.getSuppressed()).hasSize(3);
    }

    @Test
    void aFailedCallWritesOneLineHoweverOftenItWasTried() {
        provider.failsWith(() -> new RateLimitException("busy", PASSING.withRequestId("r-7")));

        assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> provider.generate("hi"));

        assertThat(log.lines(Level.SEVERE))
                .containsExactly("Provider 'scripted' failed after 4 attempt(s), request id r-7: busy");
        assertThat(log.lines(Level.WARNING)).isEmpty();
    }

    @Test
    void aForeignTextCannotBreakTheLineOfTheLog() {
        provider.failsWith(() -> new InvalidRequestException("bad\r\nERROR forged\u2028{0}", PASSING));

        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> provider.generate("hi"));

        assertThat(log.lines(Level.SEVERE))
                .containsExactly(
                        "Provider 'scripted' failed after 4 attempt(s): bad\\u000d\\u000aERROR forged\\u2028{0}");
    }

    @Test
    void aDefectOfTheProviderIsNeitherRepeatedNorHidden() {
        ArithmeticException defect = new ArithmeticException();
        provider.failsWith(() -> defect);

        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> provider.generate("hi"))
                .isSameAs(defect);
        assertThat(provider.requests).hasSize(1);
    }

    @Test
    void aCallerWhoGivesUpIsNoErrorInTheLog() {
        provider.failsWith(() -> new ProviderInterruptedException("given up", PASSING.withRetryable(false)));

        assertThatExceptionOfType(ProviderInterruptedException.class).isThrownBy(() -> provider.generate("hi"));

        assertThat(log.lines(Level.SEVERE)).isEmpty();
        assertThat(log.lines(Level.FINE)).containsExactly("Provider 'scripted' failed after 1 attempt(s): given up");
    }

    @Test
    void aBlankQuestionIsRefusedBeforeItIsSent() {
        InvalidRequestException e =
                catchThrowableOfType(InvalidRequestException.class, () -> provider.generate(" \n\t"));

        assertThat(e)
                .hasMessage("The last user message must not be blank, had 3 characters of white space; nothing was"
                        + " sent");
        assertThat(e.provider()).isEqualTo("scripted");
        assertThat(e.attempts()).isZero();
        assertThat(provider.requests).isEmpty();
        assertThat(log.lines(Level.SEVERE)).isEmpty();
    }

    @Test
    void nullsAreNamed() {
        ProviderConfig config = ProviderConfig.builder("p").build();
        ProviderInfo info = provider.info();

        assertThatNullPointerException().isThrownBy(() -> provider.chat(null)).withMessage("request must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> provider.chatAsync(null))
                .withMessage("request must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> provider.generate(null))
                .withMessage("prompt must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new MockProvider((ProviderConfig) null))
                .withMessage("config must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new Bare(null, info, RetryPolicy.builder().build(), Runnable::run))
                .withMessage("config must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new Bare(config, null, RetryPolicy.builder().build(), Runnable::run))
                .withMessage("info must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new Bare(config, info, null, Runnable::run))
                .withMessage("retryPolicy must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new Bare(config, info, RetryPolicy.builder().build(), null))
                .withMessage("executor must not be null");
    }

    private static final class Bare extends AbstractProvider {
        Bare(ProviderConfig config, ProviderInfo info, RetryPolicy policy, java.util.concurrent.Executor executor) {
            super(config, info, policy, executor);
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
