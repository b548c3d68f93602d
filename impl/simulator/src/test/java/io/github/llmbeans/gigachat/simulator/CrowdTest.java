package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.server.Gate;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many callers at once: gates, limits and counts. */
class CrowdTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static List<CompletableFuture<HttpResponse<String>>> many(
            int count, Supplier<CompletableFuture<HttpResponse<String>>> call) {
        return Stream.generate(call).limit(count).toList();
    }

    private static List<Integer> statuses(List<CompletableFuture<HttpResponse<String>>> calls) {
        return calls.stream().map(call -> call.join().statusCode()).toList();
    }

    @Test
    void twoHundredCallersAreHeldTogetherAndAllAnswered() {
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            Client client = new Client(sim);
            String token = client.token();
            Gate gate = sim.hold(Endpoint.COMPLETIONS);

            var calls = many(200, () -> client.sendAsync(client.chat(token, Client.question("Hi"))));
            gate.awaitArrivals(200, LONG);
            assertThat(calls).noneMatch(CompletableFuture::isDone);
            assertThat(sim.completionRequests()).hasSize(200);
            assertThat(sim.mostAtOnce(Endpoint.COMPLETIONS)).isEqualTo(200);

            gate.open();

            assertThat(statuses(calls)).containsOnly(200).hasSize(200);
        }
    }

    @Test
    void aGateHoldsItsOwnEndpointOnly() {
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            Client client = new Client(sim);
            sim.hold(Endpoint.COMPLETIONS);

            assertThat(client.token()).isNotEmpty();
        }
    }

    @Test
    void anOpenGateHoldsNobodyAndASecondOneHoldsAgain() {
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            Client client = new Client(sim);
            Gate first = sim.hold(Endpoint.OAUTH);
            first.open();
            client.token();
            Gate second = sim.hold(Endpoint.OAUTH);

            var call = client.sendAsync(client.oauth());
            second.awaitArrivals(1, LONG);

            assertThat(call).isNotDone();
            assertThat(first.arrivals()).isZero();
            second.open();
            assertThat(call.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aHeldAnswerWasDecidedWhenTheRequestArrived() {
        try (GigaChatSimulator sim = GigaChatSimulator.start()) {
            Client client = new Client(sim);
            String token = client.token();
            Gate gate = sim.hold(Endpoint.MODELS);
            var call = client.sendAsync(client.api(token, "/models"));
            gate.awaitArrivals(1, LONG);

            sim.revokeAllTokens();
            gate.open();

            assertThat(call.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void oneCompletionMoreThanAllowedIs429AtOnceAndTheNextOneAfterwardsIsFine() {
        try (GigaChatSimulator sim =
                GigaChatSimulator.builder().maxConcurrentCompletions(2).start()) {
            Client client = new Client(sim);
            String token = client.token();
            Gate gate = sim.hold(Endpoint.COMPLETIONS);
            var allowed = many(2, () -> client.sendAsync(client.chat(token, Client.question("Hi"))));
            gate.awaitArrivals(2, LONG);

            HttpResponse<String> tooMany = client.send(client.chat(token, Client.question("Hi")));
            assertThat(tooMany.statusCode()).isEqualTo(429);
            assertThat(tooMany.body()).isEqualTo("{\"status\":429,\"message\":\"Too many requests\"}");
            assertThat(tooMany.headers().firstValue("Retry-After")).isEmpty();

            gate.open();
            assertThat(statuses(allowed)).containsOnly(200);
            assertThat(client.send(client.chat(token, Client.question("Hi"))).statusCode())
                    .isEqualTo(200);
            assertThat(sim.mostAtOnce(Endpoint.COMPLETIONS)).isEqualTo(2);
        }
    }

    @Test
    void oneTokenRequestMoreThanAllowedIs429() {
        try (GigaChatSimulator sim =
                GigaChatSimulator.builder().maxConcurrentTokenRequests(1).start()) {
            Client client = new Client(sim);
            Gate gate = sim.hold(Endpoint.OAUTH);
            var allowed = client.sendAsync(client.oauth());
            gate.awaitArrivals(1, LONG);

            assertThat(client.send(client.oauth()).statusCode()).isEqualTo(429);

            gate.open();
            assertThat(allowed.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatWaitsForEachAnswerNeverMeetsALimitOfOne() {
        try (GigaChatSimulator sim =
                GigaChatSimulator.builder().maxConcurrentCompletions(1).start()) {
            Client client = new Client(sim);
            String token = client.token();
            for (int i = 0; i < 100; i++) {
                assertThat(client.send(client.chat(token, Client.question("Hi")))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void delaysApplyToTheirEndpoints() {
        Duration delay = Duration.ofMillis(150);
        try (GigaChatSimulator sim =
                GigaChatSimulator.builder().tokenDelay(delay).answerDelay(delay).start()) {
            Client client = new Client(sim);
            long start = System.nanoTime();
            String token = client.token();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);

            start = System.nanoTime();
            client.send(client.chat(token, Client.question("Hi")));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
        }
    }

    @Test
    @SuppressWarnings("try") // Closing early, and twice, is what is tested.
    void closingEndsGatesAndDelays() {
        try (GigaChatSimulator sim =
                GigaChatSimulator.builder().tokenDelay(Duration.ofDays(1)).start()) {
            Client client = new Client(sim);
            Gate gate = sim.hold(Endpoint.OAUTH);
            var call = client.sendAsync(client.oauth());
            gate.awaitArrivals(1, LONG);

            sim.close();
            sim.close();

            assertThat(gate.isOpen()).isTrue();
            assertThat(call.handle((response, failure) -> "over")
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join())
                    .isEqualTo("over");
        }
    }
}
