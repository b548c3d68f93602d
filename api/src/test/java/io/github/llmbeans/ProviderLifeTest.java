package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Health checks and the end of a provider on the skeleton. */
class ProviderLifeTest {
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
    void aClosedProviderRefusesEverythingButItsFacts() {
        provider.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> provider.generate("hi"))
                .withMessage("Provider 'scripted' is closed");
        assertThatIllegalStateException().isThrownBy(() -> provider.chat(ChatRequest.of("hi")));
        assertThat(provider.healthCheck()).isFalse();
        assertThat(provider.info().name()).isEqualTo("scripted");
        assertThat(provider.requests).isEmpty();
    }

    @Test
    void aProviderThatIsClosedBeforeARepeatIsNotAskedAgain() {
        provider.failsWith(() -> {
            provider.close();
            return new ProviderUnavailableException("down", PASSING);
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> provider.generate("hi"))
                .withMessage("Provider 'scripted' is closed");
        assertThat(provider.requests).hasSize(1);
    }

    /** A provider interrupts its own threads when it is closed, and nobody else has been interrupted. */
    @Test
    void aPauseThatEndsWithTheProviderIsNoInterruptOfItsCaller() {
        List<ScriptedProvider> closed = new ArrayList<>();
        ScriptedProvider pausing = new ScriptedProvider(pause -> {
            closed.get(0).close();
            throw new InterruptedException();
        });
        closed.add(pausing.failsWith(() -> new ProviderUnavailableException("down", PASSING)));

        assertThat(pausing.chatAsync(ChatRequest.of("hi")))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingCause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .withMessage("Provider 'scripted' is closed");
        assertThat(pausing.requests).hasSize(1);
    }

    @Test
    void closingAgainChangesNothing() {
        provider.close();
        provider.close();

        assertThat(provider.releases).hasValue(1);
    }

    @Test
    void closingNeverFails() {
        provider.release = () -> {
            throw new IllegalStateException("stuck");
        };

        provider.close();

        assertThat(log.lines(Level.WARNING))
                .containsExactly("Provider 'scripted' has not given back everything it holds:"
                        + " java.lang.IllegalStateException");
        assertThatIllegalStateException().isThrownBy(() -> provider.generate("hi"));
    }

    @Test
    void aHealthCheckSaysWhatTheProbeSays() {
        assertThat(provider.healthCheck()).isTrue();

        provider.health = () -> false;
        assertThat(provider.healthCheck()).isFalse();
        assertThat(provider.requests).isEmpty();
        assertThat(log.lines(Level.FINE))
                .containsExactly("Provider 'scripted' is healthy", "Provider 'scripted' is not healthy");
    }

    @Test
    void aProbeThatFailsMeansUnhealthy() {
        provider.health = () -> {
            throw new AuthenticationException("wrong key", PASSING);
        };
        assertThat(provider.healthCheck()).isFalse();

        provider.health = () -> {
            throw new ArithmeticException();
        };
        assertThat(provider.healthCheck()).isFalse();
        assertThat(log.lines(Level.SEVERE)).isEmpty();
        assertThat(log.lines(Level.FINE))
                .containsExactly(
                        "Provider 'scripted' has failed its health check: wrong key",
                        "Provider 'scripted' is not healthy",
                        "Provider 'scripted' has failed its health check with java.lang.ArithmeticException",
                        "Provider 'scripted' is not healthy");
    }

    @Test
    void evenAnErrorInTheProbeMeansUnhealthyAndIsNotOverlooked() {
        provider.health = () -> {
            throw new NoClassDefFoundError("a/missing/Library");
        };

        assertThat(provider.healthCheck()).isFalse();
        assertThat(log.lines(Level.SEVERE))
                .containsExactly("Provider 'scripted' has failed its health check with java.lang.NoClassDefFoundError");
    }
}
