package io.github.llmbeans.gigachat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.tck.server.Gate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A loop over a stream reads on its own thread, over a connection that has answered before. However the server keeps it
 * waiting, it can be ended, its thread's flag is as it should be, and whoever comes next is served.
 */
@Tag("engine")
@Timeout(180)
class LoopOnAWarmLineTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration DRIP = Duration.ofMillis(20);

    private final Gate dripping = new Gate();
    private volatile Play play = Good::answer;
    private final Wire wire = new Wire(link -> (Good.spot(link) == Spot.STREAM ? play : (Play) Good::answer).on(link));

    @AfterEach
    void close() {
        wire.close();
    }

    /** What of the answer never ends. */
    enum Drip {
        HEADERS,
        FIRST_EVENT,
        SECOND_EVENT,
        END
    }

    private Play drip(Drip what) {
        return link -> {
            link.send("HTTP/1.1 200 OK\r\n");
            if (what != Drip.HEADERS) {
                link.send(Good.EVENTS + "Transfer-Encoding: chunked\r\n\r\n");
            }
            if (what == Drip.SECOND_EVENT) {
                chunk(link, Good.STREAM.substring(0, Good.STREAM.indexOf("\n\n") + 2));
            } else if (what == Drip.END) {
                chunk(link, Good.STREAM);
            }
            dripping.open();
            link.endless(what == Drip.HEADERS ? "X-Slow: yes\r\n" : "3\r\n: \n\r\n", DRIP);
        };
    }

    private static void chunk(Link link, String text) throws IOException {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        link.send(Integer.toHexString(length) + "\r\n" + text + "\r\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"HEADERS", "FIRST_EVENT", "SECOND_EVENT"})
    void anInterruptEndsIt(Drip what) throws Exception {
        ends(what, LIMIT, ProviderInterruptedException.class, true, loop -> loop.thread.interrupt());
    }

    @ParameterizedTest
    @EnumSource(names = {"HEADERS", "FIRST_EVENT", "SECOND_EVENT"})
    void aCloseByAnotherThreadEndsIt(Drip what) throws Exception {
        ends(what, LIMIT, null, false, loop -> loop.pieces.close());
    }

    @ParameterizedTest
    @EnumSource(names = {"HEADERS", "FIRST_EVENT"})
    void itsDeadlineEndsIt(Drip what) throws Exception {
        ends(what, Duration.ofSeconds(1), ProviderTimeoutException.class, false, loop -> {});
    }

    @ParameterizedTest
    @EnumSource(names = {"HEADERS", "FIRST_EVENT", "SECOND_EVENT"})
    void theEndOfTheProviderEndsIt(Drip what) throws Exception {
        GigaChatProvider provider = provider(LIMIT);
        Loop loop = drippingLoop(provider, what);
        provider.close();
        loop.ended(ProviderUnavailableException.class, false);
        awaitClosed();
    }

    @ParameterizedTest
    @EnumSource(names = "END")
    void anEndOfTheBodyThatDoesNotComeKeepsNobody(Drip what) throws Exception {
        ends(what, LIMIT, null, false, loop -> {});
    }

    private void ends(
            Drip what,
            Duration timeout,
            Class<? extends ProviderException> failure,
            boolean flag,
            Consumer<Loop> ending)
            throws Exception {
        try (GigaChatProvider provider = provider(timeout)) {
            Loop loop = drippingLoop(provider, what);
            ending.accept(loop);
            loop.ended(failure, flag);
            awaitClosed();
            play = Good::answer;
            assertThat(read(provider)).containsExactly(Good.TEXT);
        }
    }

    /** Other engines close a connection when they get to it. */
    private void awaitClosed() {
        if (RestClientBuilder.newBuilder().getClass().getName().startsWith("org.jboss.resteasy.")) {
            wire.awaitIdle(LIMIT);
        }
    }

    private Loop drippingLoop(GigaChatProvider provider, Drip what) {
        assertThat(read(provider)).containsExactly(Good.TEXT);
        play = drip(what);
        Loop loop = new Loop(BlockingStream.of(provider.generateStream("Hello", GenerationParams.defaults())));
        dripping.pass();
        return loop;
    }

    private static List<String> read(GigaChatProvider provider) {
        try (BlockingStream<String> pieces =
                BlockingStream.of(provider.generateStream("Hello", GenerationParams.defaults()))) {
            return pieces.stream().toList();
        }
    }

    private GigaChatProvider provider(Duration timeout) {
        return new GigaChatProvider(ProviderConfig.builder("gigachat")
                .apiKey(Good.KEY)
                .authUrl(wire.uri() + Good.OAUTH)
                .baseUrl(wire.uri() + "/v1")
                .timeout(timeout)
                .maxRetries(0)
                .option("max-concurrent-requests", "1")
                .build());
    }

    /** Somebody with a thread of its own. */
    private static final class Loop {
        final BlockingStream<String> pieces;
        final Thread thread;
        private final CompletableFuture<Boolean> flag = new CompletableFuture<>();
        private volatile Throwable thrown;

        Loop(BlockingStream<String> pieces) {
            this.pieces = pieces;
            thread = new Thread(
                    () -> {
                        thrown = catchThrowable(() -> pieces.forEachRemaining(piece -> {}));
                        flag.complete(Thread.currentThread().isInterrupted());
                    },
                    "loop");
            thread.setDaemon(true);
            thread.start();
        }

        void ended(Class<? extends ProviderException> failure, boolean interrupted) throws Exception {
            assertThat(flag.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("the interrupt flag")
                    .isEqualTo(interrupted);
            if (failure == null) {
                assertThat(thrown).isNull();
            } else {
                assertThat(thrown).isExactlyInstanceOf(failure);
            }
        }
    }
}
