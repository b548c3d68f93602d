package io.github.llmbeans.sample.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.MockProvider;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptConversationTest {
    private final KeptConversation conversation = new KeptConversation(new MockProvider(), 1000);

    @Test
    void whoeverStopsAQuestionBeforeItCanBeStoppedStopsItAllTheSame() {
        AtomicInteger stops = new AtomicInteger();
        Asked asked = ask("one");
        conversation.stop();
        asked.stoppedBy(stops::incrementAndGet);
        assertThat(stops).hasValue(1);
    }

    @Test
    void aQuestionThatIsOverIsNotStoppedAnyMore() {
        AtomicInteger stops = new AtomicInteger();
        Asked asked = ask("one");
        asked.stoppedBy(stops::incrementAndGet);
        asked.brokenOff(Optional.empty());
        conversation.stop();
        assertThat(stops).hasValue(0);
    }

    @Test
    void ofTwoQuestionsSideBySideTheFirstToBeAnsweredIsRemembered() {
        Asked one = ask("one");
        Asked two = ask("two");
        one.request();
        two.request();
        two.answered(answer("2"));
        one.answered(answer("1"));
        assertThat(conversation.turns()).extracting(Turn::question).containsExactly("two");
    }

    @Test
    void whatNobodyHasAskedTheModelYetIsNotRemembered() {
        ask("one").answered(answer("1"));
        assertThat(conversation.turns()).isEmpty();
    }

    @Test
    void noMoreTurnsAreKeptThanTheModelIsRemindedOf() {
        for (int i = 0; i < KeptConversation.REMEMBERED_TURNS + 5; i++) {
            Asked asked = ask("question " + i);
            assertThat(asked.request().messages().size()).isLessThanOrEqualTo(41);
            asked.answered(answer("a"));
        }
        assertThat(conversation.turns())
                .hasSize(KeptConversation.REMEMBERED_TURNS)
                .first()
                .satisfies(turn -> assertThat(turn.question()).isEqualTo("question 5"));
    }

    private Asked ask(String question) {
        return conversation.ask(ChatRequest.of(question), false);
    }

    private static ChatResponse answer(String text) {
        return ChatResponse.of(text, "mock", "mock-normal");
    }
}
