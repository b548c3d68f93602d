package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.internal.rest.GigaChatApi;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** A call over a connection that is open is made on the caller's own thread where the engine lets it, and leaves as every other does. */
@Timeout(60)
class OwnThreadTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    /** Longer than it is waited for the end of a connection; where nobody can close one, it goes with the time of its call. */
    private static final Duration PATIENCE = Duration.ofSeconds(Engines.closesBeforeTheAnswer() ? 60 : 15);

    private final OneAnswerServer server = new OneAnswerServer();
    private GigaChatProvider provider;

    @BeforeEach
    void makeTheFirstCall() {
        provider = new GigaChatProvider(ProviderConfig.builder("gigachat")
                .baseUrl(server.uri() + "/v1")
                .option("access-token", "abc")
                .timeout(PATIENCE)
                .option("stream-idle-timeout", PATIENCE.toString())
                .maxRetries(0)
                .build());
        assertThat(provider.generate("first")).isEqualTo("yes");
    }

    @AfterEach
    void stop() {
        provider.close();
        server.close();
    }

    @EnabledIf("io.github.llmbeans.gigachat.Engines#worksOnCallersThread")
    @Test
    void aCallWaitsOnItsCallersThreadForTheAnswer() throws Exception {
        Caller caller = new Caller(ChatRequest.of("second"));
        server.awaitSecond();

        assertThat(Arrays.stream(caller.thread.getStackTrace()).map(StackTraceElement::getClassName))
                .contains(GigaChatApi.class.getName());
    }

    @Test
    void aCallEndsAtItsDeadlineAndItsConnectionWithIt() throws Exception {
        long begin = System.nanoTime();
        Caller caller =
                new Caller(ChatRequest.builder().user("second").timeout(SHORT).build());
        server.awaitSecond();

        assertThat(caller.failure()).isExactlyInstanceOf(ProviderTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(SHORT);
        server.awaitClosed();
        assertThat(caller.interrupted).isFalse();
    }

    @Test
    void anInterruptedCallerLeavesWithItsFlagSetAndItsConnectionCloses() throws Exception {
        Caller caller = new Caller(ChatRequest.of("second"));
        server.awaitSecond();

        caller.thread.interrupt();

        assertThat(caller.failure()).isExactlyInstanceOf(ProviderInterruptedException.class);
        server.awaitClosed();
        assertThat(caller.interrupted).isTrue();
    }

    @Test
    void aCallEndsWhenItsProviderIsClosed() throws Exception {
        Caller caller = new Caller(ChatRequest.of("second"));
        server.awaitSecond();

        provider.close();

        assertThat(caller.failure())
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("was closed during the call");
        server.awaitClosed();
    }

    @Test
    void theNextCallAfterOneThatWasEndedGetsItsAnswer() throws Exception {
        Caller caller =
                new Caller(ChatRequest.builder().user("second").timeout(SHORT).build());
        assertThat(caller.failure()).isExactlyInstanceOf(ProviderTimeoutException.class);

        assertThat(provider.generate("third")).isEqualTo("yes");
        assertThat(server.connections()).isEqualTo(2);
    }

    private final class Caller {
        private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
        private final Thread thread;
        private volatile boolean interrupted;

        Caller(ChatRequest request) {
            thread = new Thread(() -> {
                Throwable thrown = catchThrowable(() -> provider.chat(request));
                interrupted = Thread.interrupted();
                failure.complete(thrown);
            });
            thread.setDaemon(true);
            thread.start();
        }

        Throwable failure() throws Exception {
            return failure.get(30, TimeUnit.SECONDS);
        }
    }
}
