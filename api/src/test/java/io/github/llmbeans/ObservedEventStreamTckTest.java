package io.github.llmbeans;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.Test;

/** The Reactive Streams TCK on the events of an observed provider. */
@Test
public class ObservedEventStreamTckTest extends FlowPublisherVerification<StreamEvent> {
    private static final ChatRequest REQUEST = ChatRequest.of("hi");

    public ObservedEventStreamTckTest() {
        super(StreamTck.environment(), StreamTck.GARBAGE_MILLIS);
    }

    /** No stream of events is empty; the one test that wants an empty one is optional. */
    @Override
    public Flow.Publisher<StreamEvent> createFlowPublisher(long elements) {
        return observed(new MockEventStreamTckTest.Counting(Math.max(1, elements)));
    }

    @Override
    public Flow.Publisher<StreamEvent> createFailedFlowPublisher() {
        return observed(StreamTck.closedMock());
    }

    private static Flow.Publisher<StreamEvent> observed(BaseProvider provider) {
        return new ObservedProvider(provider, new CallMetrics("mock")).chatStream(REQUEST);
    }
}
