package io.github.llmbeans.gigachat;

import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.server.BodySteps;
import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** The Reactive Streams TCK on the text of GigaChat, over HTTP: the prompt says how many pieces the server sends. */
@Test
public class GigaChatStreamTckTest extends FlowPublisherVerification<String> {
    private static final long SIGNAL_MILLIS = 10_000;
    private static final long SILENCE_MILLIS = 100;
    private static final long GARBAGE_MILLIS = 500;
    private static final Pattern COUNT = Pattern.compile("pieces=([0-9]+)");

    private FakeServer server;
    private GigaChatProvider provider;

    public GigaChatStreamTckTest() {
        super(new TestEnvironment(SIGNAL_MILLIS, SILENCE_MILLIS, SILENCE_MILLIS), GARBAGE_MILLIS);
    }

    @BeforeClass
    public void open() {
        server = FakeServer.start(GigaChatStreamTckTest::stream);
        provider = newProvider();
    }

    @AfterClass
    public void close() {
        provider.close();
        server.close();
    }

    private GigaChatProvider newProvider() {
        return new GigaChatProvider(ProviderConfig.builder("gigachat")
                .baseUrl(server.uri() + "/v1")
                .timeout(Duration.ofSeconds(30))
                .option("access-token", "abc")
                .option("max-concurrent-requests", "0")
                .build());
    }

    private static Reply stream(RecordedRequest request) {
        Matcher count = COUNT.matcher(request.bodyText());
        long pieces = count.find() ? Long.parseLong(count.group(1)) : 0;
        BodySteps steps = BodySteps.start();
        if (pieces > 0) {
            steps = steps.send(StreamServer.piece("a").getBytes(StandardCharsets.UTF_8), pieces);
        }
        return StreamServer.events(steps.send(StreamServer.LAST).send(StreamServer.DONE));
    }

    private static Flow.Publisher<String> pieces(GigaChatProvider provider, long count) {
        return provider.generateStream("pieces=" + count, GenerationParams.defaults());
    }

    @Override
    public Flow.Publisher<String> createFlowPublisher(long elements) {
        return pieces(provider, elements);
    }

    @Override
    public Flow.Publisher<String> createFailedFlowPublisher() {
        GigaChatProvider closed = newProvider();
        closed.close();
        return pieces(closed, 1);
    }
}
