package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.StreamEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that takes a connection and does not read what is sent: nobody waits for it longer than agreed. */
@Tag("engine")
@Timeout(60)
class DeafServerTest {
    private static final ChatRequest LONG_QUESTION = ChatRequest.builder()
            .user("x".repeat(30_000_000))
            .timeout(Duration.ofSeconds(5))
            .build();

    private ServerSocket server;
    private GigaChatProvider provider;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        // A call that is late before it connects fails the test: no interrupt ends a wait for a connection.
        server.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        provider = new GigaChatProvider(ProviderConfig.builder("gigachat")
                .baseUrl("http://127.0.0.1:" + server.getLocalPort() + "/v1")
                .option("access-token", "abc")
                .maxRetries(0)
                .build());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        provider.close();
    }

    @Test
    void aCallEndsAtItsDeadline() throws Exception {
        CompletableFuture<Throwable> failure = OwnThread.call(() -> catchThrowable(() -> provider.chat(LONG_QUESTION)));
        try (Socket unread = server.accept()) {
            assertThat(unread.isConnected()).isTrue();
            assertThat(failure.get(20, TimeUnit.SECONDS)).isExactlyInstanceOf(ProviderTimeoutException.class);
        }
    }

    @Test
    void anAsynchronousCallEndsAtItsDeadline() throws Exception {
        CompletableFuture<ChatResponse> call = provider.chatAsync(LONG_QUESTION).toCompletableFuture();
        try (Socket unread = server.accept()) {
            assertThat(unread.isConnected()).isTrue();
            assertThat(catchThrowable(() -> call.get(20, TimeUnit.SECONDS)))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ProviderTimeoutException.class);
        }
    }

    @Test
    void aStreamEndsAtItsDeadline() throws Exception {
        BlockingStream<StreamEvent> stream = BlockingStream.of(provider.chatStream(LONG_QUESTION));
        CompletableFuture<Throwable> failure = OwnThread.call(() -> catchThrowable(stream::hasNext));
        try (Socket unread = server.accept()) {
            assertThat(unread.isConnected()).isTrue();
            assertThat(failure.get(20, TimeUnit.SECONDS)).isExactlyInstanceOf(ProviderTimeoutException.class);
        }
    }
}
