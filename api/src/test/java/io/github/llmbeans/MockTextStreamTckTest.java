package io.github.llmbeans;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/** The Reactive Streams TCK on the text of the mock. */
@Test
public class MockTextStreamTckTest extends FlowPublisherVerification<String> {
    private final MockProvider provider = new MockProvider();

    public MockTextStreamTckTest() {
        super(StreamTck.environment(), StreamTck.GARBAGE_MILLIS);
    }

    @Override
    public Flow.Publisher<String> createFlowPublisher(long elements) {
        return StreamTck.words(provider, elements);
    }

    @Override
    public Flow.Publisher<String> createFailedFlowPublisher() {
        return StreamTck.words(StreamTck.closedMock(), 1);
    }

    @Override
    public long maxElementsFromPublisher() {
        return StreamTck.MANY_WORDS;
    }

    @AfterClass
    public void close() {
        provider.close();
    }
}
