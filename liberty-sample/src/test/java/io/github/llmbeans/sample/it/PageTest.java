package io.github.llmbeans.sample.it;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.StreamScript;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.net.URI;
import java.time.Duration;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the chat page in a real browser; each begins as somebody who has never been here. */
@NeedsBrowser
@Tag(Needs.BROWSER)
@ExtendWith(ArquillianExtension.class)
abstract class PageTest {
    static final GigaChatSimulator SIMULATOR = Simulators.MAIN;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static Page page;

    @ArquillianResource
    URI root;

    @BeforeAll
    static void openBrowser() {
        page = new Page("en-US");
    }

    @AfterAll
    static void closeBrowser() {
        page.close();
    }

    @BeforeEach
    void visitForTheFirstTime() {
        SIMULATOR.reset();
        page.visitForTheFirstTime(root);
        SIMULATOR.clearRequests();
    }

    /** Until the model's server sees that the answer to a question is not wanted any more. */
    static void awaitHangUp(String question) {
        RecordedRequest request = SIMULATOR.completionRequests().stream()
                .filter(asked -> asked.bodyText().contains(question))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        request.awaitHangUp(PATIENCE);
    }

    static StreamScript pieces(String... texts) {
        return StreamScript.start().pieces(texts);
    }

    /** The next answer, whole. */
    static void script(StreamScript answer) {
        SIMULATOR.script(Endpoint.COMPLETIONS, answer.finish("stop").done().reply());
    }

    /** The next answer, which never ends. */
    static void scriptSilence(String text) {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces(text).silence());
    }
}
