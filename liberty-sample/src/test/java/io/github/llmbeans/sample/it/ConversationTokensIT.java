package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Gate;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A conversation is bounded by tokens, which the model counts; here 100 of them, of which the simulator makes one of four letters. */
@Tag(Needs.SESSIONS_OF_STREAMS)
class ConversationTokensIT extends ApiTest {
    @Deployment(testable = false)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.settings("gigachat.", SIMULATOR);
        settings.put("sample.max-conversation-tokens", "100");
        return SampleWar.with("tokens", settings);
    }

    @Test
    void theOldestTurnsAreLeftOutAndForgottenWhenTheTokensAreUsedUp() {
        answer("a".repeat(120), "b".repeat(120));
        answer("short", "c".repeat(160));
        answer("the last one", "d");
        assertThat(questionsSent()).containsExactly("short", "the last one");
        assertThat(turns()).extracting(turn -> turn.getString("question")).containsExactly("short", "the last one");
        assertThat(SIMULATOR.requests(Endpoint.TOKENS_COUNT)).hasSize(3);
    }

    @Test
    void aQuestionThatAloneIsTooLongIsAskedAlone() {
        answer("short", "answer");
        answer("a".repeat(1000), "answer");
        assertThat(questionsSent()).containsExactly("a".repeat(1000));
    }

    @Test
    void whenTokensCannotBeCountedTheyAreEstimatedAndTheTurnIsNotLost() throws IOException {
        SIMULATOR.always(Endpoint.TOKENS_COUNT, WireErrors.internalError());
        answer("a".repeat(90), "b".repeat(90));
        answer("short", "answer");
        assertThat(questionsSent()).containsExactly("a".repeat(90), "short");
        answer("the last one", "answer");
        assertThat(questionsSent()).as("rather too many: one for two letters").containsExactly("short", "the last one");
        assertThat(turns()).hasSize(2);
        assertThat(Server.log()).contains("Tokens cannot be counted and are estimated: Provider 'gigachat'");
    }

    @Test
    void countingThatTakesTooLongIsGivenUpAndTheTurnIsNotLost() {
        Gate gate = SIMULATOR.hold(Endpoint.TOKENS_COUNT);
        answer("hello", "answer");
        assertThat(turns()).hasSize(1);
        assertThat(Server.log()).contains("Tokens were not counted within PT3S; they are estimated");
        gate.open();
    }

    @Test
    void anAnswerCanBeStoppedWhileTokensAreStillBeingCounted() {
        assertThat(turns()).as("from now on there is a session").isEmpty();
        Gate gate = SIMULATOR.hold(Endpoint.TOKENS_COUNT);
        Thread stopper = new Thread(() -> {
            Patience.until(() -> !SIMULATOR.requests(Endpoint.TOKENS_COUNT).isEmpty());
            api.delete("api/conversation/stream");
        });
        stopper.start();
        try (EventReader events = say("hello")) {
            assertThat(events.rest().get(0).data().getString("finishReason")).isEqualTo("stopped");
        }
        gate.open();
        assertThat(turns()).isEmpty();
        assertThat(SIMULATOR.completionRequests()).isEmpty();
    }

    private void answer(String question, String text) {
        SIMULATOR.script(
                Endpoint.COMPLETIONS, pieces(text).finish("stop").done().reply());
        assertThat(say(question).rest())
                .last()
                .satisfies(event -> assertThat(event.name()).isEqualTo("finished"));
    }

    private static List<String> questionsSent() {
        return Api.read(asked().bodyText())
                .asJsonObject()
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(message -> message.getString("role").equals("user"))
                .map(message -> message.getString("content"))
                .toList();
    }
}
