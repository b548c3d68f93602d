package io.github.llmbeans;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;

/** What the runs of the Reactive Streams TCK have in common. */
final class StreamTck {
    /** How long a cancelled subscription may keep its subscriber. */
    static final long GARBAGE_MILLIS = 500;

    /** More words than any test of the TCK counts; a longer answer would be kept in memory. */
    static final long MANY_WORDS = 1000;

    private static final long SIGNAL_MILLIS = 10_000;
    private static final long SILENCE_MILLIS = 100;
    private static final int WORDS_BEFORE_THE_PROMPT = 3;

    private StreamTck() {}

    /** Signals have much time, since the machine may be busy; silence is believed soon. */
    static TestEnvironment environment() {
        return new TestEnvironment(SIGNAL_MILLIS, SILENCE_MILLIS, SILENCE_MILLIS);
    }

    static MockProvider closedMock() {
        MockProvider closed = new MockProvider();
        closed.close();
        return closed;
    }

    /** An answer of so many words by a mock, or by what asks one. */
    static Flow.Publisher<String> words(BaseProvider provider, long count) {
        if (count == 0) {
            return provider.generateStream(
                    "hi", GenerationParams.builder().stop("Mock").build());
        }
        if (count < WORDS_BEFORE_THE_PROMPT) {
            int[] ends = {"Mock ".length(), "Mock response ".length()};
            return provider.generateStream(
                    "hi",
                    GenerationParams.builder().maxTokens(ends[(int) count - 1]).build());
        }
        if (count == WORDS_BEFORE_THE_PROMPT) {
            return provider.generateStream(
                    "hi", GenerationParams.builder().stop("hi").build());
        }
        String prompt = "word ".repeat((int) count - WORDS_BEFORE_THE_PROMPT).strip();
        return provider.generateStream(prompt, GenerationParams.defaults());
    }
}
