package io.github.llmbeans.gigachat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.gigachat.Engines;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.OwnThread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One fault at one place: a provider with one connection, three repeats and pauses that cost no time. */
final class Cell {
    /** What must happen some time; a test that waits so long has failed. */
    private static final Duration WATCHDOG = Duration.ofSeconds(60);

    private static final int TIMES_ON_A_BUSY_MACHINE = 5;

    private final Fault fault;
    private final Spot spot;
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean healed = new AtomicBoolean();
    private final AtomicInteger times = new AtomicInteger();

    Cell(Fault fault, Spot spot) {
        this.fault = fault;
        this.spot = spot;
    }

    Spot spot() {
        return spot;
    }

    /** Plays it, and holds it to everything. */
    Seen run() throws Exception {
        Expected expected = Objects.requireNonNull(fault.expected.get(spot));
        try (Wire wire = new Wire(this::play)) {
            Seen seen;
            try (GigaChatProvider provider = provider(wire)) {
                seen = call(provider, wire);
                Verdict.check(fault, spot, expected, seen);
                if (!fault.isHeld()) {
                    wire.awaitIdle(WATCHDOG);
                    assertNothingIsUsedUp(provider, wire, expected);
                }
            }
            if (!fault.isHeld() && Engines.endsEveryConnection()) {
                wire.awaitNoConnections(WATCHDOG);
            }
            return seen;
        }
    }

    private void assertNothingIsUsedUp(GigaChatProvider provider, Wire wire, Expected expected) throws Exception {
        healed.set(true);
        Seen again = call(provider, wire);
        if (fault.atAnotherAddress()) {
            // That place cannot be healed, but the next call must come as far as this one.
            assertThat(again.message()).isEqualTo(call(provider, wire).message());
            Verdict.check(fault, spot, expected.requests(again.tokens(), again.chats()), again);
        } else {
            Seen healthy = inTime(again, provider, wire);
            assertThat(healthy.failure()).isNull();
            assertThat(healthy.text()).isEqualTo(Good.TEXT);
        }
    }

    /** A busy machine may be too slow for the second that some calls have here; what is used up stays so. */
    private Seen inTime(Seen first, GigaChatProvider provider, Wire wire) throws Exception {
        Seen seen = first;
        for (int i = 0; i < TIMES_ON_A_BUSY_MACHINE && seen.failure() instanceof ProviderTimeoutException; i++) {
            seen = call(provider, wire);
        }
        return seen;
    }

    private void play(Link link) throws IOException {
        boolean faulty = Good.spot(link) == spot && !healed.get() && !(fault.isOnce() && times.getAndIncrement() > 0);
        (faulty ? fault.play(spot, link) : (Play) Good::answer).on(link);
    }

    private GigaChatProvider provider(Wire wire) {
        String faulty = fault.address(spot, wire);
        ProviderConfigBuilder config = ProviderConfig.builder("gigachat")
                .apiKey(Good.KEY)
                .authUrl((spot == Spot.TOKEN ? faulty : wire.uri()) + Good.OAUTH)
                .baseUrl((spot == Spot.TOKEN ? wire.uri() : faulty) + "/v1")
                .timeout(fault.timeout())
                .maxRetries(3)
                .option("max-connections", "1");
        for (int i = 0; i < fault.options.size(); i += 2) {
            config.option(fault.options.get(i), fault.options.get(i + 1));
        }
        return GigaChatProvider.builder(config.build())
                .sleeper(pauses::add)
                .random(() -> 0.5)
                .build();
    }

    private Seen call(GigaChatProvider provider, Wire wire) throws Exception {
        pauses.clear();
        int tokens = wire.requests(Good.OAUTH);
        int chats = wire.requests(Good.CHAT);
        long start = System.nanoTime();
        String text = null;
        ProviderException failure = null;
        try {
            text = within(provider);
        } catch (ProviderException e) {
            failure = e;
        }
        return new Seen(
                text,
                failure,
                failure == null ? "" : withoutAddresses(String.valueOf(failure.getMessage()), wire),
                wire.requests(Good.OAUTH) - tokens,
                wire.requests(Good.CHAT) - chats,
                List.copyOf(pauses),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private String within(GigaChatProvider provider) throws InterruptedException {
        CompletableFuture<String> outcome = OwnThread.call(() -> ask(provider));
        try {
            return outcome.get(WATCHDOG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProviderException ours) {
                throw ours;
            }
            throw new AssertionError("thrown was " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("neither answer nor exception within " + WATCHDOG, e);
        }
    }

    private String ask(GigaChatProvider provider) {
        if (spot != Spot.STREAM) {
            return provider.generate("Hello");
        }
        StringBuilder text = new StringBuilder();
        try (BlockingStream<StreamEvent> events = BlockingStream.of(provider.chatStream(ChatRequest.of("Hello")))) {
            events.forEachRemaining(event -> {
                if (event instanceof StreamEvent.Text piece) {
                    text.append(piece.text());
                }
            });
        }
        return text.toString();
    }

    private String withoutAddresses(String message, Wire wire) {
        String faulty = fault.address(spot, wire);
        return message.replace((spot == Spot.TOKEN ? faulty + Good.OAUTH : faulty + "/v1"), "the address")
                .replace("Provider 'gigachat': ", "");
    }
}
