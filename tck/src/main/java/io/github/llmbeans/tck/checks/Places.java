package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;
import java.util.List;

/** A provider with one place, which is taken: the server holds the answer of the first call. */
final class Places {
    /** A queue that is never full here. */
    static final int QUEUE = 100;

    private static final String FIRST = "Who is first?";

    private final Stage stage;
    private final BaseProvider provider;
    private final Gate gate;
    private final Call<?> first;

    private Places(Stage stage, int queued) {
        this.stage = stage;
        this.gate = stage.gate();
        stage.model().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        this.provider = stage.provider(limited(stage, stage.config().build(), 1, queued));
        this.first = ask(Kind.BLOCKING, FIRST);
        stage.awaitArrivals(gate, 1);
    }

    static Places taken(Stage stage, int queued) {
        return new Places(stage, queued);
    }

    static ProviderConfig limited(Stage stage, ProviderConfig config, int most, int queued) {
        return stage.subject().withConcurrencyLimit(config, most, queued).orElseThrow();
    }

    BaseProvider provider() {
        return provider;
    }

    Call<?> ask(Kind kind, String prompt) {
        return ask(kind, ChatRequest.of(prompt));
    }

    Call<?> ask(Kind kind, ChatRequest request) {
        return kind.ask(stage, provider, request);
    }

    /** Somebody who has come to the queue. */
    Call<?> waiting(Kind kind, String prompt) {
        Call<?> call = ask(kind, prompt);
        Crowd.settle(stage, List.of(call));
        return call;
    }

    /** Only the first call has reached the server. */
    void nothingElseSent() {
        reached(List.of());
    }

    /** The first call is answered, and then whoever waits. */
    void goOn() {
        gate.open();
        first.answer();
    }

    /** Who has reached the server after the first call, in this order. */
    void reached(List<String> prompts) {
        List<String> seen = stage.asked().stream().map(Places::prompt).toList();
        Expect.equal("who has reached the server first", FIRST, seen.get(0));
        Expect.equal("who has reached the server after that", prompts, seen.subList(1, seen.size()));
    }

    /** What was asked last in it. */
    static String prompt(ChatRequest request) {
        return request.messages().get(request.messages().size() - 1).content();
    }
}
