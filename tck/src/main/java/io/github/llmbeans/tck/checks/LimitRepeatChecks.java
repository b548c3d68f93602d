package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;
import java.util.List;

/** The place of a call whose first attempt fails while somebody waits. */
final class LimitRepeatChecks {
    private static final String FIRST = "Who is first?";
    private static final String NEXT = "Who is next?";

    private LimitRepeatChecks() {}

    @Proves(
            value = "CON-LIMIT-REPEATS",
            needs = {Need.HTTP, Need.RECORDING, Need.CONCURRENCY_LIMIT, Need.OUTAGE, Need.RETRIES})
    static void aBlockingCallKeepsItsPlaceUntilItsRepeatIsAnswered(Stage stage) {
        keepsItsPlace(stage, Kind.BLOCKING);
    }

    @Proves(
            value = "CON-LIMIT-REPEATS",
            needs = {Need.HTTP, Need.RECORDING, Need.CONCURRENCY_LIMIT, Need.OUTAGE, Need.RETRIES})
    static void anAsynchronousCallKeepsItsPlaceUntilItsRepeatIsAnswered(Stage stage) {
        keepsItsPlace(stage, Kind.ASYNCHRONOUS);
    }

    @Proves(
            value = "CON-LIMIT-REPEATS",
            needs = {Need.HTTP, Need.RECORDING, Need.CONCURRENCY_LIMIT, Need.OUTAGE, Need.RETRIES})
    static void aStreamKeepsItsPlaceUntilItsRepeatIsAnswered(Stage stage) {
        keepsItsPlace(stage, Kind.STREAMED);
    }

    /** The hint makes a pause in which whoever waits would have time enough. */
    private static void keepsItsPlace(Stage stage, Kind kind) {
        Gate gate = stage.gate();
        stage.model()
                .next(new Situation.Waits(gate, Situation.refuses(503, "1")))
                .afterwards(new Situation.Answers(stage.usual()));
        BaseProvider provider = stage.provider(
                Places.limited(stage, stage.config().maxRetries(1).build(), 1, Places.QUEUE));
        Call<?> first = kind.ask(stage, provider, ChatRequest.of(FIRST));
        stage.awaitArrivals(gate, 1);
        Call<?> next = Kind.BLOCKING.ask(stage, provider, ChatRequest.of(NEXT));
        Crowd.settle(stage, List.of(next));
        gate.open();
        first.answer();
        next.answer();
        Expect.equal(
                "who has reached the server",
                List.of(FIRST, FIRST, NEXT),
                stage.asked().stream().map(Places::prompt).toList());
    }
}
