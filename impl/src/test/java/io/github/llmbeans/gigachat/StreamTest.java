package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers come as they are written. */
@Tag("engine")
@Timeout(60)
class StreamTest {
    private final GigaChatSimulator simulator = GigaChatSimulator.start();
    private final GigaChatProvider provider = Simulated.provider(simulator);

    @AfterEach
    void close() {
        provider.close();
        simulator.close();
    }

    @Test
    void thePiecesOfAStreamAreTheAnswer() {
        String whole = provider.generate("What is a bean in a jar?");
        try (BlockingStream<String> pieces =
                BlockingStream.of(provider.generateStream("What is a bean in a jar?", GenerationParams.defaults()))) {
            List<String> all = pieces.stream().toList();

            assertThat(all).hasSizeGreaterThan(1);
            assertThat(String.join("", all)).isEqualTo(whole);
        }
    }

    @Test
    void theLastEventHoldsTheWholeAnswerWithItsFacts() {
        try (BlockingStream<StreamEvent> events =
                BlockingStream.of(provider.chatStream(ChatRequest.of("What is a bean in a jar?")))) {
            List<StreamEvent> all = events.stream().toList();

            assertThat(all.get(0)).isInstanceOfSatisfying(StreamEvent.Started.class, started -> {
                assertThat(started.requestId()).isNotBlank();
                assertThat(started.model()).startsWith("GigaChat-2-Pro:");
            });
            assertThat(all.get(all.size() - 1)).isInstanceOfSatisfying(StreamEvent.Finished.class, finished -> {
                assertThat(finished.response().text()).isEqualTo(provider.generate("What is a bean in a jar?"));
                assertThat(finished.response().finishReason()).isEqualTo(FinishReason.STOP);
                assertThat(finished.response().usage()).isNotNull();
                assertThat(finished.response().created()).isNotNull();
            });
        }
    }
}
