package io.github.llmbeans.tck.checks;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.RefusesWithout;
import io.github.llmbeans.tck.run.Stage;
import java.time.Instant;
import java.util.List;

/** What the events of {@code chatStream} tell. */
final class StreamEventChecks {
    private StreamEventChecks() {}

    @Proves(value = "STR-EVENTS-ANSWER", needs = Need.HTTP)
    static void theTextsTogetherAreTheAnswerBetweenBeginningAndEnd(Stage stage) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        Events events = Events.of(stage, stage.provider());
        isAnAnswer(events);
        Expect.equal("the texts together", Streams.TEXT, events.texts().text());
    }

    @Proves("STR-EVENTS-ANSWER")
    static void theTextsTogetherAreTheTextOfTheLastEvent(Stage stage) {
        isAnAnswer(Events.of(stage, stage.provider()));
    }

    private static void isAnAnswer(Events events) {
        events.started();
        Expect.equal(
                "the text that the last event tells",
                events.texts().text(),
                events.finished().text());
        Expect.equal("how many events tell the beginning", 1L, count(events, StreamEvent.Started.class));
        Expect.equal("how many events tell the end", 1L, count(events, StreamEvent.Finished.class));
        events.texts().expectOrder();
    }

    private static long count(Events events, Class<? extends StreamEvent> type) {
        return events.seen().stream().filter(type::isInstance).count();
    }

    @Proves(value = "STR-EVENTS-FACTS", needs = Need.HTTP)
    static void theLastEventTellsWhatChatTells(Stage stage) {
        stage.model()
                .always(new Situation.Streams(
                        Streams.PIECES, stage.usual().withFinishReason(stage.word(FinishReason.LENGTH))));
        ChatRequest request = ChatRequest.of("Which?");
        ChatResponse chat = stage.provider().chat(request);
        Events events = Events.of(stage, stage.provider(), request);
        ChatResponse seen = events.finished();
        Expect.equal("the provider", chat.provider(), seen.provider());
        Expect.equal("the model", chat.model(), seen.model());
        Expect.equal("the finish reason", chat.finishReason(), seen.finishReason());
        Expect.equal("the server's word for it", chat.finishReasonText(), seen.finishReasonText());
        Expect.equal("the token counts", chat.usage(), seen.usage());
        Expect.equal(
                "the provider at the beginning",
                chat.provider(),
                events.started().provider());
    }

    @Proves(
            value = "STR-EVENTS-FACTS",
            needs = {Need.HTTP, Need.REQUEST_ID})
    static void theFirstEventTellsTheServersId(Stage stage) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        ChatRequest request = ChatRequest.of("Which?");
        ChatResponse chat = stage.provider().chat(request);
        Events events = Events.of(stage, stage.provider(), request);
        Expect.equal(
                "the request id at the beginning",
                chat.requestId(),
                events.started().requestId());
        Expect.equal(
                "the request id at the end", chat.requestId(), events.finished().requestId());
    }

    @Proves(
            value = "STR-EVENTS-FACTS",
            needs = {Need.HTTP, Need.ANSWER_SESSION})
    static void beginningAndEndTellTheSession(Stage stage) {
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual().withSessionId("tck-session-7")));
        Events events = Events.of(stage, stage.provider());
        Expect.equal(
                "the session at the beginning",
                "tck-session-7",
                events.started().sessionId());
        Expect.equal(
                "the session at the end", "tck-session-7", events.finished().sessionId());
    }

    @Proves(
            value = "STR-EVENTS-FACTS",
            needs = {Need.HTTP, Need.ANSWER_TIME})
    static void theLastEventTellsTheMoment(Stage stage) {
        Instant moment = Instant.ofEpochSecond(1_700_000_007);
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual().withCreated(moment)));
        Expect.equal(
                "created() at the end",
                moment,
                Events.of(stage, stage.provider()).finished().created());
    }

    @Proves(value = "STR-EVENTS-NOT-EMPTY", needs = Need.HTTP)
    static void noEventHasAnEmptyText(Stage stage) {
        stage.model().always(new Situation.Streams(List.of("", "One ", "", "two", ""), stage.usual()));
        Events events = Events.of(stage, stage.provider());
        Expect.equal("the texts together", "One two", events.texts().completed());
        Expect.that("no text that is empty", !events.seen().contains(new StreamEvent.Text("")), events.seen());
    }

    @Proves(
            value = "STR-REASONING",
            needs = {Need.HTTP, Need.REASONING})
    static void whatTheModelThinksComesApartFromTheText(Stage stage) {
        String thought = " tck thought \n";
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual().withReasoning(thought)));
        Events events = Events.of(stage, stage.provider());
        Expect.equal("the texts together", Streams.TEXT, events.texts().completed());
        StringBuilder reasoning = new StringBuilder();
        events.seen().forEach(event -> {
            if (event instanceof StreamEvent.Reasoning piece) {
                reasoning.append(piece.text());
            }
        });
        Expect.equal("the pieces of reasoning together", thought, reasoning.toString());
        Expect.equal("reasoning() at the end", thought, events.finished().reasoning());
    }

    @Proves(value = "STR-EVENTS-AS-THEY-COME", needs = Need.HTTP)
    static void theFirstTextComesWhileTheServerStillHoldsTheLast(Stage stage) {
        Line line = stage.line().holdBefore(Streams.LAST);
        Events events = Events.held(stage, line);
        events.texts().awaitText(Streams.BEFORE_LAST);
        line.goOn();
        Expect.equal("the texts together", Streams.TEXT, events.texts().completed());
    }

    @RefusesWithout(Capability.STREAMING)
    static void withoutStreamingTheEventsTellTheWholeAnswer(Stage stage) {
        Events events = Events.of(stage, stage.provider());
        isAnAnswer(events);
        List<StreamEvent> seen = events.seen();
        Expect.equal("the events of an answer that does not come in pieces", 3, seen.size());
    }
}
