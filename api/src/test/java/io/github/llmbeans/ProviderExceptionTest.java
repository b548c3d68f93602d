package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import jakarta.ejb.ApplicationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderExceptionTest {
    private static final Failure FACTS = new Failure("p", 429, "r-1", Duration.ofSeconds(2), true);
    private static final IOException CAUSE = new IOException("cause");

    @FunctionalInterface
    private interface Maker {
        ProviderException make(String message, Failure failure, Throwable cause);
    }

    static Stream<Arguments> types() {
        return Stream.of(
                type(ProviderException.class, ProviderException::new),
                type(AuthenticationException.class, AuthenticationException::new),
                type(InvalidRequestException.class, InvalidRequestException::new),
                type(ProviderInterruptedException.class, ProviderInterruptedException::new),
                type(ProviderTimeoutException.class, ProviderTimeoutException::new),
                type(ProviderUnavailableException.class, ProviderUnavailableException::new),
                type(RateLimitException.class, RateLimitException::new));
    }

    private static Arguments type(Class<? extends ProviderException> type, Maker maker) {
        return Arguments.of(type, maker);
    }

    @ParameterizedTest
    @MethodSource("types")
    void theFactsAreFields(Class<?> type, Maker maker) {
        ProviderException e = maker.make("message", FACTS, CAUSE);

        assertThat(e).isExactlyInstanceOf(type).hasMessage("message").hasCause(CAUSE);
        assertThat(e.provider()).isEqualTo("p");
        assertThat(e.status()).hasValue(429);
        assertThat(e.requestId()).contains("r-1");
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(2));
        assertThat(e.retryable()).isTrue();
        assertThat(e.failure()).isEqualTo(FACTS);
        assertThat(e.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("types")
    void anotherCallerGetsTheSameFailureWithAStackTraceOfItsOwn(Class<?> type, Maker maker) {
        ProviderException e = maker.make("message", FACTS, CAUSE);
        e.recordAttempts(4);

        ProviderException other = e.forAnotherCaller();

        assertThat(other)
                .isExactlyInstanceOf(type)
                .isNotSameAs(e)
                .hasMessage("message")
                .hasCause(e);
        assertThat(other.failure()).isEqualTo(FACTS);
        assertThat(other.attempts()).isEqualTo(4);
        assertThat(other.getStackTrace()).isNotEqualTo(e.getStackTrace());
    }

    @ParameterizedTest
    @MethodSource("types")
    void itTravelsAsBytes(Class<?> type, Maker maker) throws Exception {
        ProviderException e = maker.make("message", FACTS, CAUSE);
        e.recordAttempts(3);
        e.addSuppressed(new RateLimitException("earlier", FACTS));

        ProviderException copy = roundTrip(e);

        assertThat(copy).isExactlyInstanceOf(type).hasMessage("message");
        assertThat(copy.failure()).isEqualTo(FACTS);
        assertThat(copy.attempts()).isEqualTo(3);
        assertThat(copy.getCause()).isInstanceOf(IOException.class);
        assertThat(copy.getSuppressed()).hasSize(1);
    }

    private static ProviderException roundTrip(ProviderException e) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(e);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ProviderException) in.readObject();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void anEnterpriseBeanLetsItThroughAndItsTransactionGoesOn(Class<?> type, Maker maker) {
        // Containers look for the annotation at the class and, if it is inherited, at the classes above.
        ApplicationException annotation = ProviderException.class.getDeclaredAnnotation(ApplicationException.class);

        assertThat(ProviderException.class).isAssignableFrom(type);
        assertThat(annotation).isNotNull();
        assertThat(annotation.inherited()).isTrue();
        assertThat(annotation.rollback()).isFalse();
    }

    @Test
    void aRefusedParameterKeepsItsNameAlongTheWay() throws Exception {
        UnsupportedCapabilityException e = new UnsupportedCapabilityException("p", "seed", Capability.SEED);

        assertThat(e).hasMessage("Provider 'p' does not support seed (capability SEED); nothing was sent");
        for (ProviderException same : new ProviderException[] {e, e.forAnotherCaller(), roundTrip(e)}) {
            UnsupportedCapabilityException copy = (UnsupportedCapabilityException) same;
            assertThat(copy.parameter()).isEqualTo("seed");
            assertThat(copy.capability()).isEqualTo(Capability.SEED);
            assertThat(copy.retryable()).isFalse();
        }
    }

    @Test
    void aRefusedOptionHasNoCapability() {
        UnsupportedCapabilityException e = new UnsupportedCapabilityException("p", "size", null);

        assertThat(e).hasMessage("Provider 'p' does not support size; nothing was sent");
        assertThat(e.capability()).isNull();
    }

    @Test
    void whatIsNotKnownIsEmpty() {
        ProviderException e = new ProviderException("message", Failure.of("p"));

        assertThat(e).hasNoCause();
        assertThat(e.status()).isEmpty();
        assertThat(e.requestId()).isEmpty();
        assertThat(e.retryAfter()).isEmpty();
        assertThat(e.retryable()).isFalse();
    }

    @Test
    void eachFactCanBeAdded() {
        Failure failure = Failure.of("p")
                .withStatus(429)
                .withRequestId("r-1")
                .withRetryAfter(Duration.ofSeconds(2))
                .withRetryable(true);

        assertThat(failure).isEqualTo(FACTS);
        assertThat(failure.withRequestId(null).withRetryAfter(null)).isEqualTo(new Failure("p", 429, null, null, true));
    }

    @Test
    void badFactsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Failure.of(" "))
                .withMessage("provider must not be blank, was \" \"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FACTS.withRetryAfter(Duration.ofNanos(-1)))
                .withMessage("retryAfter must not be negative, was -0.000000001 s");
        assertThat(FACTS.withRetryAfter(Duration.ZERO).retryAfter()).isZero();
        assertThatNullPointerException().isThrownBy(() -> Failure.of(null)).withMessage("provider must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new ProviderException(null, FACTS))
                .withMessage("message must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new RateLimitException("m", null))
                .withMessage("failure must not be null");
    }
}
