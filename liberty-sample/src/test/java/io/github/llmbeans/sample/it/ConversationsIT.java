package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.sample.conversation.Conversations;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several conversations of one visitor, and what they are to other visitors: nothing. */
@Tag(Needs.SESSIONS_OF_STREAMS)
class ConversationsIT extends ApiTest {

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("conversations", Simulators.patientSettings("gigachat.", SIMULATOR))
                .addClass(EndOfSession.class);
    }

    @Test
    void twoConversationsKnowNothingOfEachOther() {
        say("one", "I am Anna").rest();
        say("two", "I am Boris").rest();
        assertThat(api.post("api/conversation?id=one", prompt("Who am I?")).body())
                .contains("Anna")
                .doesNotContain("Boris");
        assertThat(turns(api, "two"))
                .extracting(turn -> turn.getString("question"))
                .containsExactly("I am Boris");
        assertThat(turns()).isEmpty();
        assertThat(api.delete("api/conversation?id=one").statusCode()).isEqualTo(204);
        assertThat(turns(api, "one")).isEmpty();
        assertThat(turns(api, "two")).hasSize(1);
    }

    @Test
    void whoeverNeedsOnlyOneNeedsNoId() {
        api.post("api/conversation", prompt("I am Anna"));
        assertThat(turns(api, "main")).hasSize(1);
        assertThat(Api.read(api.get("api/conversation").body()).asJsonArray()).hasSize(1);
    }

    @Test
    void stopEndsTheAnswerOfOneConversationOnly() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("one").silence());
        Gate gate = new Gate();
        try (EventReader one = say("one", "1")) {
            one.next("started");
            SIMULATOR.script(
                    Endpoint.COMPLETIONS,
                    pieces("two").pass(gate).finish("stop").done().reply());
            try (EventReader two = say("two", "2")) {
                two.next("started");
                assertThat(api.delete("api/conversation/stream?id=one").statusCode())
                        .isEqualTo(204);
                assertThat(reason(one)).isEqualTo("stopped");
                gate.open();
                assertThat(reason(two)).isEqualTo("stop");
            }
        }
        assertThat(turns(api, "one").get(0).getBoolean("complete")).isFalse();
        assertThat(turns(api, "two").get(0).getBoolean("complete")).isTrue();
    }

    @Test
    void theIdOfSomebodyElseOpensStopsAndForgetsNothing() {
        SIMULATOR.script(
                Endpoint.COMPLETIONS, pieces("mine").finish("stop").done().reply());
        say("shared", "I am Anna").rest();
        Gate gate = new Gate();
        SIMULATOR.script(
                Endpoint.COMPLETIONS,
                pieces("mine").pass(gate).finish("stop").done().reply());
        Api stranger = new Api(root);
        try (EventReader mine = say("shared", "Go on")) {
            mine.next("started");
            assertThat(turns(stranger, "shared")).isEmpty();
            assertThat(stranger.delete("api/conversation/stream?id=shared").statusCode())
                    .isEqualTo(204);
            assertThat(stranger.delete("api/conversation?id=shared").statusCode())
                    .isEqualTo(204);
            assertThat(stranger.post("api/conversation?id=shared", prompt("Who am I?"))
                            .body())
                    .doesNotContain("Anna");
            gate.open();
            assertThat(reason(mine)).isEqualTo("stop");
        }
        assertThat(turns(api, "shared")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a%20b", "..%2Fmain", "%D1%8F", "a%00b", "%22%3Cscript%3E"})
    void anIdThatIsNoneIsRefused(String id) {
        for (HttpResponse<String> response : List.of(
                api.get("api/conversation?id=" + id),
                api.delete("api/conversation?id=" + id),
                api.post("api/conversation?id=" + id, prompt("x")),
                api.delete("api/conversation/stream?id=" + id),
                api.post("api/conversation/stream?id=" + id, prompt("x")))) {
            assertThat(response.statusCode()).as(response.toString()).isEqualTo(400);
            JsonObject problem = Api.problem(response);
            assertThat(problem.getString("type")).isEqualTo("urn:llmbeans:problem:invalid-parameter");
            assertThat(problem.getString("detail")).startsWith("id must be 1 to 64 letters (a to z), digits, - or _");
        }
        assertThat(SIMULATOR.requests()).isEmpty();
    }

    @Test
    void anIdMayHave64CharactersAndNotOneMore() {
        assertThat(api.get("api/conversation?id=" + "x".repeat(64)).statusCode())
                .isEqualTo(200);
        HttpResponse<String> response = api.get("api/conversation?id=" + "x".repeat(65));
        assertThat(Api.problem(response).getString("detail")).endsWith("was 65 characters");
    }

    @Test
    void theConversationThatWasNotUsedForTheLongestTimeMakesRoomAndItsAnswerIsStopped() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("one").silence());
        RecordedRequest asked;
        try (EventReader oldest = say("oldest", "1")) {
            oldest.next("started");
            asked = asked();
            api.post("api/conversation?id=second", prompt("2"));
            for (int i = 2; i < Conversations.MOST; i++) {
                api.post("api/conversation?id=other-" + i, prompt("x"));
            }
            assertThat(turns(api, "second")).as("a look is a use").hasSize(1);
            api.post("api/conversation?id=one-more", prompt("x"));
            assertThat(reason(oldest)).isEqualTo("stopped");
        }
        assertThat(turns(api, "oldest")).isEmpty();
        assertThat(turns(api, "second")).hasSize(1);
        assertThat(turns(api, "one-more")).hasSize(1);
        Server.awaitHangUp(asked);
    }

    @Test
    void anAnswerGoesOnToItsEndWhenTheSessionEnds() {
        Gate gate = new Gate();
        SIMULATOR.script(
                Endpoint.COMPLETIONS,
                pieces("one ").pass(gate).pieces("two").finish("stop").done().reply());
        try (EventReader events = say("main", "Count")) {
            events.next("started");
            events.next("text");
            assertThat(api.delete("test/session").statusCode()).isEqualTo(204);
            gate.open();
            assertThat(events.next("text").text()).isEqualTo("two");
            assertThat(reason(events)).isEqualTo("stop");
        }
        assertThat(turns()).as("the next session begins anew").isEmpty();
    }

    private EventReader say(String conversation, String question) {
        return api.stream("api/conversation/stream?id=" + conversation, prompt(question));
    }

    private static String reason(EventReader events) {
        EventReader.Event last = null;
        for (EventReader.Event event : events.rest()) {
            last = event;
        }
        assertThat(last).isNotNull();
        return last.data().getString("finishReason");
    }
}
