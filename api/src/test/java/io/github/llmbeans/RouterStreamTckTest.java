package io.github.llmbeans;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/** The Reactive Streams TCK on a router whose first provider fails before its first piece, so that the second one answers. */
@Test
public class RouterStreamTckTest extends FlowPublisherVerification<String> {
    private final MockProvider failing = new MockProvider(
            ProviderConfig.builder("a").model("mock-timeout").maxRetries(0).build());
    private final MockProvider answering =
            new MockProvider(ProviderConfig.builder("b").model("mock-normal").build());
    private final Router router = new Router("main").addProvider(failing).addProvider(answering);

    public RouterStreamTckTest() {
        super(StreamTck.environment(), StreamTck.GARBAGE_MILLIS);
    }

    @Override
    public Flow.Publisher<String> createFlowPublisher(long elements) {
        return StreamTck.words(router, elements);
    }

    /** A router finds out that it cannot serve only when it is asked for a piece. */
    @Override
    public Flow.@Nullable Publisher<String> createFailedFlowPublisher() {
        return null;
    }

    @Override
    public long maxElementsFromPublisher() {
        return StreamTck.MANY_WORDS;
    }

    @AfterClass
    public void close() {
        failing.close();
        answering.close();
    }
}
