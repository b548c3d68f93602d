package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who does best is asked first. */
class BestAvailableTest {
    private static final ChatRequest HI = ChatRequest.of("hi");

    private final FakeClock clock = new FakeClock();
    private final Map<String, Duration> times = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final StubProvider a = member("a");
    private final StubProvider b = member("b");
    private final StubProvider c = member("c");
    private final Router router = Router.builder("main")
            .strategy(RoutingStrategy.BEST_AVAILABLE)
            .nanoTime(clock)
            .build()
            .addProvider(a)
            .addProvider(b)
            .addProvider(c);

    private StubProvider member(String name) {
        StubProvider member = new StubProvider(name);
        takes(member, "PT1S");
        return member;
    }

    private void takes(StubProvider member, String time) {
        member.chat = request -> {
            asked.add(member.info.name());
            clock.advance(Duration.parse(time));
            return ChatResponse.of("x", member.info.name(), "m");
        };
    }

    private void fails(StubProvider member) {
        member.chat = request -> {
            asked.add(member.info.name());
            throw StubProvider.failure(member.info.name());
        };
    }

    private void calls(int times) {
        for (int i = 0; i < times; i++) {
            router.chat(HI);
        }
    }

    private void callsUntil(String member, HealthStatus status) {
        for (int i = 0; i < 50 && router.metrics().get(member).status() != status; i++) {
            catchThrowable(() -> router.chat(HI));
        }
        assertThat(router.metrics().get(member).status()).isEqualTo(status);
    }

    @Test
    void everyMemberGetsAChanceAndThenTheFastestIsAsked() {
        takes(b, "PT0.5S");
        calls(6);

        assertThat(asked).containsExactly("a", "b", "c", "b", "b", "b");
    }

    @Test
    void theMeanOfTheLastHundredCountsAndNotOnlyTheLast() {
        takes(a, "PT0.1S");
        takes(b, "PT0.5S");
        takes(c, "PT0.9S");
        calls(12);
        takes(a, "PT1S");
        asked.clear();
        calls(9);

        // a: ten answers of 0.1 s, then each of 1 s, until its mean is above 0.5 s.
        assertThat(asked.subList(0, 8)).containsOnly("a");
        assertThat(asked).endsWith("a");
        calls(1);
        assertThat(asked).endsWith("b");
    }

    @Test
    void healthyBeforeDegradedBeforeUnhealthy() {
        takes(a, "PT0.1S");
        takes(b, "PT0.2S");
        takes(c, "PT0.3S");
        calls(5);
        assertThat(asked).containsExactly("a", "b", "c", "a", "a");
        fails(a);
        calls(2);
        assertThat(router.metrics().get("a").status()).isEqualTo(HealthStatus.DEGRADED);
        asked.clear();

        calls(1);
        assertThat(asked).containsExactly("b");

        fails(b);
        fails(c);
        callsUntil("a", HealthStatus.UNHEALTHY);
        callsUntil("b", HealthStatus.UNHEALTHY);
        callsUntil("c", HealthStatus.UNHEALTHY);
        takes(c, "PT0.3S");
        callsUntil("c", HealthStatus.DEGRADED);
        takes(a, "PT0.1S");
        asked.clear();
        calls(1);
        assertThat(asked).as("slower, but not as bad").containsExactly("c");
    }

    @Test
    void aMemberThatFailsComesBackWhenItsErrorsAreAMinuteAgo() {
        takes(a, "PT0.1S");
        calls(3);
        fails(a);
        calls(5);
        asked.clear();
        calls(1);
        assertThat(asked).containsExactly("b");

        takes(a, "PT0.1S");
        clock.advance(Duration.ofMinutes(1));
        asked.clear();
        calls(1);
        assertThat(asked).containsExactly("a");
    }

    @Test
    void aMemberWithoutFiguresGetsOneCallAtATime() {
        List<CompletableFuture<ChatResponse>> open = new ArrayList<>();
        Router later = Router.builder("later")
                .strategy(RoutingStrategy.BEST_AVAILABLE)
                .nanoTime(clock)
                .build()
                .addProvider(new Promised("x", open))
                .addProvider(b);

        later.chatAsync(HI);
        assertThat(open).hasSize(1);
        assertThat(later.chatAsync(HI)
                        .toCompletableFuture()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join()
                        .provider())
                .isEqualTo("b");
        assertThat(later.chatAsync(HI)
                        .toCompletableFuture()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join()
                        .provider())
                .isEqualTo("b");
        assertThat(open).hasSize(1);

        open.get(0).complete(ChatResponse.of("x", "x", "m"));
        later.chatAsync(HI)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        assertThat(later.metrics().get("b").calls().answered()).isEqualTo(3);
        assertThat(later.metrics().get("x").latency().mean()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aMemberThatHasFailedWithoutEverAnsweringIsLeftAloneForAMinute() {
        fails(a);
        calls(3);
        asked.clear();
        calls(5);
        assertThat(asked).doesNotContain("a");

        clock.advance(Duration.ofMinutes(1));
        asked.clear();
        calls(1);
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void figuresOfMoreThanFiveMinutesAgoAreNoneAnyMore() {
        takes(b, "PT9S");
        calls(3);
        asked.clear();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(25));
            calls(1);
        }
        assertThat(asked).doesNotContain("b");

        takes(b, "PT0.1S");
        clock.advance(Duration.ofSeconds(45));
        asked.clear();
        calls(3);
        assertThat(asked).as("b and c have a chance again").containsExactly("b", "c", "a");
    }

    /** A member whose calls a test answers. */
    private record Promised(String name, List<CompletableFuture<ChatResponse>> open) implements BaseProvider {
        @Override
        public ProviderInfo info() {
            return new ProviderInfo(name, "m", java.util.Set.of());
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            throw new AssertionError();
        }

        @Override
        public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
            open.add(new CompletableFuture<>());
            return open.get(open.size() - 1);
        }

        @Override
        public boolean healthCheck() {
            return true;
        }

        @Override
        public void close() {}
    }
}
