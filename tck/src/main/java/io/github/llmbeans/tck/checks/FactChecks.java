package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.time.Instant;
import java.util.function.Function;

/** Facts that travel with a request or an answer where the vendor has a place for them. */
final class FactChecks {
    private static final Instant MOMENT = Instant.ofEpochSecond(1_700_000_007);

    private FactChecks() {}

    @Proves(
            value = "CHT-CLIENT-ID",
            needs = {Need.RECORDING, Need.CLIENT_ID})
    static void theEndUserReachesTheServer(Stage stage) {
        ask(stage, ChatRequest.of("Which?").toBuilder().clientId("tck-client-7").build());
        Expect.equal(
                "the client id at the server", "tck-client-7", Said.last(stage).clientId());
        ask(stage, ChatRequest.of("Which?"));
        Expect.equal(
                "the client id at the server of a request without one",
                null,
                Said.last(stage).clientId());
    }

    @Proves(
            value = "CHT-CALLER-ID",
            needs = {Need.RECORDING, Need.CALLER_ID})
    static void theCallersIdReachesTheServer(Stage stage) {
        ask(
                stage,
                ChatRequest.of("Which?").toBuilder().requestId("tck-caller-7").build());
        Expect.equal(
                "the caller's id of the request at the server",
                "tck-caller-7",
                Said.last(stage).requestId());
    }

    @Proves(
            value = "CHT-RESPONSE-SESSION",
            needs = {Need.CHOSEN_ANSWER, Need.ANSWER_SESSION})
    static void theSessionIsTheServers(Stage stage) {
        tells(stage, "the session", "tck-session-7", ChatResponse::sessionId, a -> a.withSessionId("tck-session-7"));
    }

    @Proves(
            value = "CHT-RESPONSE-CREATED",
            needs = {Need.CHOSEN_ANSWER, Need.ANSWER_TIME})
    static void theMomentIsTheServers(Stage stage) {
        tells(stage, "created()", MOMENT, ChatResponse::created, a -> a.withCreated(MOMENT));
    }

    @Proves(
            value = "CHT-REASONING",
            needs = {Need.CHOSEN_ANSWER, Need.REASONING})
    static void whatTheModelThoughtIsNoPartOfTheAnswer(Stage stage) {
        tells(
                stage,
                "reasoning()",
                " tck thought \n",
                ChatResponse::reasoning,
                a -> a.withReasoning(" tck thought \n"));
    }

    /** The fact of an answer that has it, beside the text; nothing of an answer that has not. */
    private static void tells(
            Stage stage,
            String what,
            Object expected,
            Function<ChatResponse, Object> fact,
            Function<Answer, Answer> with) {
        stage.model()
                .next(new Situation.Answers(with.apply(stage.usual())))
                .afterwards(new Situation.Answers(stage.usual()));
        ChatResponse answer = ask(stage, ChatRequest.of("Which?"));
        Expect.equal(what + " of the answer", expected, fact.apply(answer));
        Expect.equal("the text of the answer", stage.usual().text(), answer.text());
        ChatResponse without = ask(stage, ChatRequest.of("Which?"));
        Expect.equal(what + " of an answer whose server does not say", null, fact.apply(without));
    }

    private static ChatResponse ask(Stage stage, ChatRequest request) {
        return Expect.answered(() -> stage.provider().chat(request));
    }
}
