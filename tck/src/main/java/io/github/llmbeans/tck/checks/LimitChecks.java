package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** How many calls go to the model at once, and in which order. */
final class LimitChecks {
    private static final int PLACES = 3;
    private static final int CALLS = 9;

    private LimitChecks() {}

    @Proves(
            value = "CON-LIMIT-KEPT",
            needs = {Need.HTTP, Need.CONCURRENCY_LIMIT})
    static void callsOfAllKindsTogetherKeepTheLimit(Stage stage) {
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            gates.add(stage.gate());
            stage.model().next(new Situation.Waits(gates.get(i), new Situation.Answers(stage.usual())));
        }
        BaseProvider provider =
                stage.provider(Places.limited(stage, stage.config().build(), PLACES, Places.QUEUE));
        List<Call<?>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            Kind kind = Kind.values()[i % Kind.values().length];
            calls.add(kind.ask(stage, provider, ChatRequest.of("Who is number " + i + "?")));
        }
        // A limit may break only when many wait.
        Crowd.settle(stage, calls);
        IntSupplier arrived = () -> gates.stream().mapToInt(Gate::arrivals).sum();
        for (int answered = 0; answered < CALLS; answered++) {
            int due = Math.min(CALLS, answered + PLACES);
            stage.time().becomes(stage.time().limit(), () -> arrived.getAsInt() >= due);
            stage.time().quiet();
            int open = arrived.getAsInt() - answered;
            Expect.that("1 to " + PLACES + " requests that are open at the server", open >= 1 && open <= PLACES, open);
            gates.get(answered).open();
        }
        calls.forEach(Call::answer);
    }

    @Proves(
            value = "CON-LIMIT-ORDER",
            needs = {Need.HTTP, Need.RECORDING, Need.CONCURRENCY_LIMIT})
    static void whoeverComesFirstIsServedFirst(Stage stage) {
        Places places = Places.taken(stage, Places.QUEUE);
        List<Kind> kinds = List.of(Kind.BLOCKING, Kind.STREAMED, Kind.ASYNCHRONOUS, Kind.STREAMED, Kind.BLOCKING);
        List<Call<?>> calls = new ArrayList<>();
        List<String> prompts = new ArrayList<>();
        for (Kind kind : kinds) {
            String prompt = "Who is number " + prompts.size() + ", " + kind + "?";
            prompts.add(prompt);
            calls.add(places.waiting(kind, prompt));
        }
        places.goOn();
        calls.forEach(Call::answer);
        places.reached(prompts);
    }

    @Proves(
            value = "CON-LIMIT-STREAM",
            needs = {Need.HTTP, Need.RECORDING, Need.CONCURRENCY_LIMIT})
    static void aStreamHasItsPlaceUntilItEnds(Stage stage) {
        Line line = stage.line().holdBefore(Streams.LAST);
        BaseProvider provider = oneAtATime(stage, line);
        Listener stream = Streams.all(stage, provider).awaitText(Streams.BEFORE_LAST);
        Call<String> next = next(stage, provider);
        Expect.equal(
                "the number of requests during the stream", 1, stage.asked().size());
        line.goOn();
        stream.completed();
        next.answer();
    }

    @Proves(
            value = "CON-LIMIT-STREAM",
            needs = {Need.HTTP, Need.CONCURRENCY_LIMIT})
    static void aStreamThatIsLeftHalfWayGivesItBack(Stage stage) {
        Line line = stage.line().holdBefore(Streams.LAST);
        BaseProvider provider = oneAtATime(stage, line);
        Listener stream = Streams.all(stage, provider).awaitText(Streams.BEFORE_LAST);
        Call<String> next = next(stage, provider);
        stream.cancel();
        next.answer();
    }

    private static BaseProvider oneAtATime(Stage stage, Line line) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        return stage.provider(
                Places.limited(stage, stage.config().baseUrl(line.address()).build(), 1, Places.QUEUE));
    }

    private static Call<String> next(Stage stage, BaseProvider provider) {
        Call<String> next = stage.start(() -> provider.generate("Who is next?"));
        Crowd.settle(stage, List.of(next));
        return next;
    }
}
