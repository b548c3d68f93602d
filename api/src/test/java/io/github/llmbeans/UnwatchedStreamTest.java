package io.github.llmbeans;

import static io.github.llmbeans.StreamedProvider.FINISHED;
import static io.github.llmbeans.StreamedProvider.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.internal.Alarms;
import io.github.llmbeans.internal.Lookout;
import io.github.llmbeans.internal.Starved;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream whose time nobody can watch, since no thread can be started, fails and gives everything back. */
@Timeout(60)
class UnwatchedStreamTest {
    private final Starved machine = new Starved();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void itFailsOnceAndItsPlaceAndConnectionAreFreeAgain() {
        try (Unwatched provider = new Unwatched()) {
            ProviderUnavailableException failure =
                    catchThrowableOfType(ProviderUnavailableException.class, () -> events(provider));
            assertThat(failure).hasMessageContaining("No thread can be started");
            assertThat(opened).hasValue(1);
            assertThat(closed).hasPositiveValue();

            machine.starved.set(false);
            assertThat(events(provider)).containsExactly(STARTED, FINISHED);
        }
    }

    private static List<StreamEvent> events(BaseProvider provider) {
        try (BlockingStream<StreamEvent> stream = BlockingStream.of(provider.chatStream(ChatRequest.of("hi")))) {
            return stream.stream().toList();
        }
    }

    private final class Unwatched extends AbstractProvider {
        private final Alarms watching = machine.alarms("unwatched");
        private final Lookout lookout = new Lookout(watching);
        private final ConcurrencyLimiter one = ConcurrencyLimiter.fair(1, 0, "the test");

        Unwatched() {
            super(
                    ProviderConfig.builder("unwatched").maxRetries(3).build(),
                    new ProviderInfo("unwatched", "a-model", EnumSet.of(Capability.STREAMING)));
        }

        @Override
        Lookout lookout() {
            return lookout;
        }

        @Override
        protected ConcurrencyLimiter concurrencyLimiter() {
            return one;
        }

        @Override
        protected EventStream openStream(ChatRequest request, Deadline deadline) {
            opened.incrementAndGet();
            Queue<StreamEvent> events = new ArrayDeque<>(List.of(STARTED, FINISHED));
            return new EventStream() {
                @Override
                public StreamEvent next() {
                    return events.remove();
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }

        @Override
        protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected boolean probe(Deadline deadline) {
            return true;
        }

        @Override
        protected void release() {
            watching.close();
        }
    }
}
