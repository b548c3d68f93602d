package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManyCallersTest {
    private static final int CALLERS = 200;

    @Test
    void twoHundredColdCallersCostOneTokenRequestAndSoDoTwoHundredAfterARevocation() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.builder()
                        .tokenDelay(Duration.ofMillis(200))
                        .start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            assertThat(answers(provider)).hasSize(CALLERS);
            assertThat(simulator.tokenRequests()).hasSize(1);
            assertThat(simulator.completionRequests()).hasSize(CALLERS);

            simulator.revokeAllTokens();
            assertThat(answers(provider)).hasSize(CALLERS);
            assertThat(simulator.tokenRequests()).hasSize(2);
        }
    }

    @Test
    void theConnectionPoolIsNotLeftAtTheEnginesFifty() throws Exception {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            var gate = simulator.hold(Endpoint.COMPLETIONS);
            ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
            try {
                List<Future<String>> calls = submit(provider, pool);
                gate.awaitArrivals(CALLERS, Duration.ofSeconds(30));
                gate.open();
                for (Future<String> call : calls) {
                    assertThat(call.get(30, TimeUnit.SECONDS)).isNotBlank();
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(simulator.mostAtOnce(Endpoint.COMPLETIONS)).isEqualTo(CALLERS);
        }
    }

    private static List<String> answers(GigaChatProvider provider) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
        try {
            List<String> answers = new ArrayList<>();
            for (Future<String> call : submit(provider, pool)) {
                answers.add(call.get(60, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Future<String>> submit(GigaChatProvider provider, ExecutorService pool) {
        List<Future<String>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int number = i;
            calls.add(pool.submit(() -> provider.generate("Question number " + number)));
        }
        return calls;
    }
}
