package io.github.llmbeans.gigachat.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a caller gets from an exchange: its answer, its failure, or the news that the provider was closed. */
@Timeout(60)
class ExchangeOutcomesTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final Exchanges exchanges =
            new Exchanges("sales", 2, "gigachat.max-connections (GIGACHAT_MAX_CONNECTIONS)");

    @AfterEach
    void close() {
        end.countDown();
        exchanges.close();
    }

    @Test
    void theAnswerOfAnExchangeIsTheAnswerOfTheCall() {
        assertThat(exchanges.<String>call(patient(), () -> "answer")).isEqualTo("answer");
    }

    @Test
    void anExchangeRunsOnADaemonThatIsNamedAfterItsProvider() {
        Thread worker = exchanges.call(patient(), Thread::currentThread);

        assertThat(worker).isNotSameAs(Thread.currentThread());
        assertThat(worker.getName()).startsWith("llmbeans-sales-");
        assertThat(worker.isDaemon()).isTrue();
    }

    @Test
    void anExceptionOfTheContractArrivesAsItIsWithTheStackOfItsCaller() {
        RateLimitException thrown =
                new RateLimitException("slow", Failure.of("sales").withStatus(429));

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> callerOfOurs(() -> {
                    throw thrown;
                }))
                .satisfies(e -> {
                    assertThat(e).isSameAs(thrown);
                    assertThat(e.getStackTrace())
                            .extracting(StackTraceElement::getMethodName)
                            .contains("callerOfOurs")
                            .containsOnlyOnce("-- called from --");
                });
    }

    @Test
    void theStackOfTheExchangeStaysInFrontOfTheCallers() {
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> callerOfOurs(ExchangeOutcomesTest::failDeepDown))
                .satisfies(e -> assertThat(e.getStackTrace())
                        .extracting(StackTraceElement::getMethodName)
                        .containsSubsequence("failDeepDown", "-- called from --", "callerOfOurs"));
    }

    @Test
    void anotherExceptionArrivesAsOneOfTheContractWithItsCauseAndWithoutItsText() {
        IOException thrown = new IOException("header was Bearer MARKER");

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> exchanges.call(patient(), () -> {
                    throw thrown;
                }))
                .withMessage("Provider 'sales' failed: IOException")
                .withCause(thrown);
    }

    @Test
    void anErrorStaysAnError() {
        StackOverflowError thrown = new StackOverflowError();

        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> exchanges.call(patient(), () -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void afterClosingACallIsAClearError() {
        exchanges.close();

        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(() -> exchanges.call(patient(), () -> "never"))
                    .withMessage("Provider 'sales' was closed during the call");
        }
    }

    @Test
    void closingInterruptsTheExchangesInFlight() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Running call = Running.start(() -> exchanges.call(patient(), () -> {
            begun.countDown();
            end.await();
            return "never";
        }));
        begun.await();

        exchanges.close();

        assertThat(call.failure()).isExactlyInstanceOf(ProviderUnavailableException.class);
    }

    private <T> T callerOfOurs(Callable<T> exchange) {
        return exchanges.call(patient(), exchange);
    }

    private static String failDeepDown() {
        throw new RateLimitException("slow", Failure.of("sales"));
    }

    private static Deadline patient() {
        return Deadline.after(Duration.ofSeconds(50));
    }
}
