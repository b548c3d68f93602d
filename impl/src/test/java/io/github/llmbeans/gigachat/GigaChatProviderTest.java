package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import org.junit.jupiter.api.Test;

class GigaChatProviderTest {
    @Test
    void aQuestionIsAnswered() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                GigaChatProvider provider = Simulated.provider(simulator)) {
            String answer = provider.generate("Что такое бин? 🫘");
            System.err.println(answer);
            System.err.println(simulator.requests());
            simulator.completionRequests().forEach(r -> System.err.println(r.headerNames() + r.bodyText()));
            simulator.tokenRequests().forEach(r -> System.err.println(r.headerNames() + r.bodyText()));
            assertThat(answer).contains("Что такое бин? 🫘");
        }
    }
}
