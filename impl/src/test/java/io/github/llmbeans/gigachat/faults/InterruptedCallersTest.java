package io.github.llmbeans.gigachat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.gigachat.Engines;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.tck.server.Gate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An interrupt ends a wait at once, whatever the socket does, and only that of whoever is interrupted. */
@Timeout(180)
class InterruptedCallersTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration DRIP = Duration.ofMillis(20);

    private final Gate gate = new Gate();

    @ParameterizedTest
    @EnumSource
    void headersThatDripHoldNobodyWhoIsInterrupted(Spot spot) throws Exception {
        leavesAtOnce(spot, Engines.closesBeforeTheAnswer(), link -> {
            link.send("HTTP/1.1 200 OK\r\n");
            gate.open();
            link.endless("X-Slow: yes\r\n", DRIP);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatDripsHoldsNobodyWhoIsInterrupted(Spot spot) throws Exception {
        leavesAtOnce(spot, Engines.closesWithTheNextByte(), link -> {
            link.send("HTTP/1.1 200 OK\r\n" + Good.type(spot) + "Transfer-Encoding: chunked\r\n\r\n");
            gate.open();
            link.endless(spot == Spot.STREAM ? "3\r\n: \n\r\n" : "1\r\n \r\n", DRIP);
        });
    }

    private void leavesAtOnce(Spot spot, boolean closes, Play drip) throws Exception {
        try (Wire wire = new Wire(link -> (Good.spot(link) == spot ? drip : (Play) Good::answer).on(link));
                GigaChatProvider provider = provider(wire)) {
            Caller caller = new Caller(() -> ask(provider, spot));
            gate.pass();
            caller.thread.interrupt();

            assertThat(caller.outcome.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isExactlyInstanceOf(ProviderInterruptedException.class);
            assertThat(caller.flag).as("the flag is set again").isTrue();
            if (closes && spot != Spot.TOKEN) {
                // The token request goes on: others may wait for it.
                wire.awaitIdle(LIMIT);
            }
        }
    }

    @Test
    void theOthersWhoWaitForTheSameTokenGetIt() throws Exception {
        Gate asked = new Gate();
        try (Wire wire = new Wire(link -> {
                    if (Good.spot(link) == Spot.TOKEN) {
                        asked.open();
                        gate.pass();
                    }
                    Good.answer(link);
                });
                GigaChatProvider provider = provider(wire)) {
            Caller leaves = new Caller(() -> provider.generate("Hello"));
            asked.pass();
            Caller stays = new Caller(() -> provider.generate("Hello"));
            leaves.thread.interrupt();
            assertThat(leaves.outcome.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isExactlyInstanceOf(ProviderInterruptedException.class);
            gate.open();

            assertThat(stays.outcome.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Good.TEXT);
            assertThat(wire.requests(Good.OAUTH)).isEqualTo(1);
            assertThat(wire.requests(Good.CHAT)).isEqualTo(1);
        }
    }

    private static Object ask(GigaChatProvider provider, Spot spot) {
        if (spot != Spot.STREAM) {
            return provider.generate("Hello");
        }
        try (BlockingStream<StreamEvent> events = BlockingStream.of(provider.chatStream(ChatRequest.of("Hello")))) {
            return events.next();
        }
    }

    private static GigaChatProvider provider(Wire wire) {
        return new GigaChatProvider(ProviderConfig.builder("gigachat")
                .apiKey(Good.KEY)
                .authUrl(wire.uri() + Good.OAUTH)
                .baseUrl(wire.uri() + "/v1")
                .timeout(Duration.ofSeconds(120))
                .maxRetries(0)
                .option("max-concurrent-requests", "0")
                .build());
    }

    /** Somebody with a thread of its own. */
    private static final class Caller {
        final CompletableFuture<Object> outcome = new CompletableFuture<>();
        final Thread thread;
        volatile boolean flag;

        Caller(Supplier<Object> call) {
            thread = new Thread(
                    () -> {
                        try {
                            outcome.complete(call.get());
                        } catch (RuntimeException e) {
                            flag = Thread.currentThread().isInterrupted();
                            outcome.complete(e);
                        }
                    },
                    "caller");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
