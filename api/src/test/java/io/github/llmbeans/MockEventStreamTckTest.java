package io.github.llmbeans;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.Test;

/** The Reactive Streams TCK on the events of a mock that counts them out, however many, for the last one has to be whole. */
@Test
public class MockEventStreamTckTest extends FlowPublisherVerification<StreamEvent> {
    private static final ChatRequest REQUEST = ChatRequest.of("hi");

    public MockEventStreamTckTest() {
        super(StreamTck.environment(), StreamTck.GARBAGE_MILLIS);
    }

    /** No stream of events is empty; the one test that wants an empty one is optional. */
    @Override
    public Flow.Publisher<StreamEvent> createFlowPublisher(long elements) {
        return new Counting(Math.max(1, elements)).chatStream(REQUEST);
    }

    @Override
    public Flow.Publisher<StreamEvent> createFailedFlowPublisher() {
        return StreamTck.closedMock().chatStream(REQUEST);
    }

    static final class Counting extends MockProvider {
        private final long events;

        Counting(long events) {
            this.events = events;
        }

        @Override
        protected EventStream openStream(ChatRequest request, Deadline deadline) {
            ChatResponse answer = attempt(request, deadline);
            return new EventStream() {
                private long left = events;

                @Override
                public StreamEvent next() {
                    left--;
                    if (left == 0) {
                        return new StreamEvent.Finished(answer);
                    }
                    return left == events - 1
                            ? new StreamEvent.Started("mock", "mock-normal", null, null)
                            : new StreamEvent.Text("a");
                }

                @Override
                public void close() {}
            };
        }
    }
}
