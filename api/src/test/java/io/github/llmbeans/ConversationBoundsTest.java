package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A conversation forgets its oldest turns, whole. */
class ConversationBoundsTest {
    private final ScriptedProvider llm = new ScriptedProvider();

    @ParameterizedTest
    @CsvSource({
        "1, x",
        "2, x",
        "3, c C x",
        "4, c C x",
        "5, b B c C x",
        "6, b B c C x",
        "7, a A b B c C x",
        "100, a A b B c C x"
    })
    void theOldestTurnsAreLeftOutUntilTheMessagesFit(int bound, String sent) {
        Conversation conversation = Conversation.builder()
                .messages(turns("a A b B c C"))
                .maxMessages(bound)
                .build();

        conversation.say(llm, "x");

        assertThat(sent(0)).isEqualTo(sent);
        assertThat(said(conversation)).isEqualTo(sent + " an answer");
    }

    @ParameterizedTest
    @CsvSource({"1, x", "3, x", "4, s c C x", "5, s c C x", "6, s b B c C x"})
    void theSystemMessageStaysAndCounts(int bound, String sent) {
        Conversation conversation = Conversation.builder()
                .system("s")
                .messages(turns("a A b B c C"))
                .maxMessages(bound)
                .build();

        conversation.say(llm, "x");

        assertThat(sent(0)).isEqualTo(sent.startsWith("s") ? sent : "s " + sent);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void aTurnWithAFunctionCallIsLeftOutWholeAndTheNewestStaysWhole(int bound) {
        Message call = Message.assistant(ConversationTest.CALL);
        Message result = Message.function("weather", "{}");
        Conversation conversation = Conversation.builder()
                .messages(List.of(Message.user("a"), call, result, call, result, Message.assistant("A")))
                .maxMessages(bound)
                .build();
        llm.answers(() -> ConversationTest.CALL);

        conversation.say(llm, "x");
        conversation.say(llm, result, how -> {});

        assertThat(llm.requests.get(0).messages()).containsExactly(Message.user("x"));
        assertThat(llm.requests.get(1).messages()).containsExactly(Message.user("x"), call, result);
    }

    @Test
    void whatWasLeftOutIsForgottenOnlyOnceTheTurnIsAnswered() {
        Conversation conversation =
                Conversation.builder().messages(turns("a A b B")).maxMessages(3).build();

        ConversationTurn turn = conversation.turn(llm, "x");
        assertThat(said(conversation)).isEqualTo("a A b B");
        turn.answered(ScriptedProvider.ANSWER);
        assertThat(said(conversation)).isEqualTo("b B x an answer");
    }

    @ParameterizedTest
    @CsvSource({
        "1, sss x",
        "9, sss x",
        "10, sss cccc CC x",
        "15, sss cccc CC x",
        "16, sss bbbbb B cccc CC x",
        "18, sss bbbbb B cccc CC x",
        "19, sss aa A bbbbb B cccc CC x"
    })
    void theOldestTurnsAreLeftOutUntilTheTokensFit(int bound, String sent) {
        Conversation conversation = Conversation.builder()
                .system("sss")
                .messages(turns("aa A bbbbb B cccc CC"))
                .maxTokens(bound)
                .build();

        conversation.say(llm, "x");

        assertThat(sent(0)).isEqualTo(sent);
    }

    @Test
    void onlyNewTextsAreCountedEachOnceAndEmptyOnesNever() {
        Conversation conversation =
                Conversation.builder().system("s").maxTokens(1000).build();

        conversation.say(llm, "x");
        conversation.say(llm, "y");
        conversation.say(llm, "x");
        llm.answers(() -> ConversationTest.CALL);
        conversation.say(llm, "z");
        conversation.say(llm, Message.function("weather", ""), how -> {});

        assertThat(llm.counted)
                .containsExactly(List.of("s", "x"), List.of("an answer", "y"), List.of("z"), List.of("weather{}"));
    }

    @Test
    void forAnotherProviderTheTextsAreCountedAnew() {
        ScriptedProvider other = new ScriptedProvider("other");
        Conversation conversation = Conversation.builder().maxTokens(1000).build();

        conversation.say(llm, "x");
        conversation.say(other, "y");

        assertThat(other.counted).containsExactly(List.of("x", "an answer", "y"));
    }

    @Test
    void whatTheMessagesBoundLeavesOutIsNotCounted() {
        Conversation conversation = Conversation.builder()
                .messages(turns("a A b B"))
                .maxMessages(3)
                .maxTokens(1000)
                .build();

        conversation.say(llm, "x");

        assertThat(llm.counted).containsExactly(List.of("b", "B", "x"));
    }

    @Test
    void withoutABoundOfTokensNothingIsCounted() {
        Conversation.builder().build().say(llm, "x");

        assertThat(llm.counted).isEmpty();
    }

    @Test
    void aProviderThatCannotCountIsRefusedForABoundOfTokens() {
        ScriptedProvider simple = new ScriptedProvider(EnumSet.complementOf(EnumSet.of(Capability.TOKEN_COUNT)));
        Conversation conversation = Conversation.builder().maxTokens(1000).build();

        assertThatExceptionOfType(UnsupportedCapabilityException.class)
                .isThrownBy(() -> conversation.say(simple, "x"))
                .withMessageContaining("does not support maxTokens of a conversation (capability TOKEN_COUNT)")
                .satisfies(e -> assertThat(e.attempts()).isZero());
        assertThat(simple.requests).isEmpty();
    }

    @Test
    void aCountThatFailsFailsTheTurnAndChangesNothing() {
        Conversation conversation = Conversation.builder().maxTokens(1000).build();
        llm.counts = texts -> {
            throw new ProviderTimeoutException("late", Failure.of("scripted"));
        };
        assertThatExceptionOfType(ProviderTimeoutException.class).isThrownBy(() -> conversation.say(llm, "x"));

        llm.counts = texts -> List.of();
        assertThatIllegalStateException()
                .isThrownBy(() -> conversation.say(llm, "x"))
                .withMessage("Provider 'scripted' gave 0 counts for 1 texts");
        assertThat(conversation.messages()).isEmpty();
        assertThat(llm.requests).isEmpty();
    }

    private static List<Message> turns(String contents) {
        String[] all = contents.split(" ");
        return java.util.stream.IntStream.range(0, all.length)
                .mapToObj(i -> i % 2 == 0 ? Message.user(all[i]) : Message.assistant(all[i]))
                .toList();
    }

    private String sent(int request) {
        return contents(llm.requests.get(request).messages());
    }

    private static String said(Conversation conversation) {
        return contents(conversation.messages());
    }

    private static String contents(List<Message> messages) {
        return String.join(" ", messages.stream().map(Message::content).toList());
    }
}
