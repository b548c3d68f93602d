package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.sample.it.EventReader.Event;
import io.github.llmbeans.tck.server.RecordedRequest;
import jakarta.json.JsonObject;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Streamed answers in a conversation that the server keeps. */
@Tag(Needs.SESSIONS_OF_STREAMS)
class ConversationStreamIT extends ApiTest {

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("conversation-stream", Simulators.patientSettings("gigachat.", SIMULATOR));
    }

    @Test
    void theAnswerOfAKeptConversationIsRememberedWithAllThatIsKnownOfIt() {
        say("My name is Anna").rest();
        List<Event> second = say("Who am I?").rest();
        assertThat(second.stream().filter(event -> event.name().equals("text")).map(Event::text))
                .anyMatch(text -> text.contains("Anna"));
        JsonObject turn = turns().get(1);
        assertThat(turn.getString("question")).isEqualTo("Who am I?");
        assertThat(turn.getBoolean("complete")).isTrue();
        assertThat(turn.getJsonObject("answer").getString("text")).contains("Anna");
        assertThat(turn.getJsonObject("answer").getJsonObject("usage").getInt("totalTokens"))
                .isPositive();
        assertThat(SIMULATOR.completionRequests())
                .extracting(request -> request.header("X-Session-ID").orElseThrow())
                .as("the same id lets the model's server use its cache")
                .hasSize(2)
                .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)));
    }

    @Test
    void anAnswerThatIsStoppedEndsProperlyAndWhatHadComeIsRemembered() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("My favourite is").silence());
        try (EventReader events = say("What is your favourite colour?")) {
            events.next("started");
            events.next("text");
            assertThat(api.delete("api/conversation/stream").statusCode()).isEqualTo(204);
            assertThat(events.rest().get(0).data().getString("finishReason")).isEqualTo("stopped");
        }
        RecordedRequest stopped = asked();
        assertThat(turns()).hasSize(1);
        assertThat(turns().get(0).getBoolean("complete")).isFalse();
        assertThat(turns().get(0).getJsonObject("answer").getString("text")).isEqualTo("My favourite is");
        say("Go on").rest();
        assertThat(Api.read(asked().bodyText())
                        .asJsonObject()
                        .getJsonArray("messages")
                        .toString())
                .contains("My favourite is");
        Server.awaitHangUp(stopped);
    }

    @Test
    void aQuestionThatIsAskedOnceMoreTakesThePlaceOfItsUnfinishedAnswer() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("one ").cut());
        say("Count").rest();
        assertThat(turns().get(0).getBoolean("complete")).isFalse();
        api.stream("api/conversation/stream", "{\"prompt\":\"Count\",\"again\":true}")
                .rest();
        assertThat(turns()).hasSize(1);
        assertThat(turns().get(0).getBoolean("complete")).isTrue();
        api.stream("api/conversation/stream", "{\"prompt\":\"Count\",\"again\":true}")
                .rest();
        assertThat(turns()).as("a complete answer stays").hasSize(2);
    }

    @Test
    void aQuestionOfWhichNoAnswerCameIsNotRemembered() {
        SIMULATOR.script(Endpoint.COMPLETIONS, WireErrors.internalError());
        assertThat(api.post("api/conversation/stream", "{\"prompt\":\"x\"}").statusCode())
                .isEqualTo(502);
        assertThat(turns()).isEmpty();
    }

    @Test
    void whatIsStillBeingAnsweredWhenTheConversationIsForgottenIsForgottenToo() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("one").silence());
        try (EventReader events = say("hello")) {
            events.next("started");
            events.next("text");
            assertThat(api.delete("api/conversation").statusCode()).isEqualTo(204);
            events.next("finished");
        }
        assertThat(turns()).isEmpty();
        Server.awaitHangUp(asked());
    }
}
