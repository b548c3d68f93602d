package io.github.llmbeans;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.Assert;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/** The Reactive Streams TCK on the text of an observed provider, which is made from its events. */
@Test
public class ObservedTextStreamTckTest extends FlowPublisherVerification<String> {
    private final MockProvider provider = new MockProvider();
    private final CallMetrics metrics = new CallMetrics("mock");

    public ObservedTextStreamTckTest() {
        super(StreamTck.environment(), StreamTck.GARBAGE_MILLIS);
    }

    @Override
    public Flow.Publisher<String> createFlowPublisher(long elements) {
        return StreamTck.words(new ObservedProvider(provider, metrics), elements);
    }

    @Override
    public Flow.Publisher<String> createFailedFlowPublisher() {
        return StreamTck.words(new ObservedProvider(StreamTck.closedMock(), metrics), 1);
    }

    @Override
    public long maxElementsFromPublisher() {
        return StreamTck.MANY_WORDS;
    }

    @AfterClass
    public void everyCallHasHadAnEndExceptThoseThatNobodyReadOn() {
        ProviderMetrics.Calls calls = metrics.snapshot().calls();
        Assert.assertTrue(calls.answered() > 0, metrics.snapshot().toString());
        Assert.assertTrue(calls.cancelled() > 0, metrics.snapshot().toString());
        Assert.assertEquals(calls.failedInAll(), 0, metrics.snapshot().toString());
        provider.close();
    }
}
