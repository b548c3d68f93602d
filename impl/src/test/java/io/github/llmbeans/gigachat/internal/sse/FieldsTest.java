package io.github.llmbeans.gigachat.internal.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the lines of a stream mean. */
class FieldsTest {
    @Test
    void dataLinesAreJoinedByLineFeeds() {
        assertThat(data("data:a\ndata: b\ndata\ndata:c\n\n")).containsExactly("a\nb\n\nc");
    }

    @Test
    void oneSpaceBehindTheColonIsNotData() {
        assertThat(data("data:x\n\ndata: x\n\ndata:  x \n\ndata:\tx\n\ndata: \n\n"))
                .containsExactly("x", "x", " x ", "\tx", "");
    }

    @Test
    void onlyTheFirstColonParts() {
        assertThat(data("data: a: b:c\n\ndata::\n\ndata:: x\n\n")).containsExactly("a: b:c", ":", ": x");
    }

    @Test
    void aLineWithoutAColonIsAFieldWithoutAValue() {
        assertThat(data("data\n\ndata\ndata\n\n")).containsExactly("", "\n");
    }

    @Test
    void commentsAreIgnoredAlsoInsideAnEvent() {
        assertThat(data(": ping\n\n:\n:data: no\ndata: a\n: ping\ndata: b\n\n: pong\n"))
                .containsExactly("a\nb");
        assertThat(Outcome.of("data: a\n\n: pong\n").end()).isEqualTo(Outcome.End.COMPLETE);
    }

    @Test
    void retryAndUnknownFieldsAreIgnored() {
        assertThat(data("retry: 10\ndatax: 1\ndat: 1\nDATA: 1\n data: 1\ndata : 1\ndata: a\nзря: 1\n\n"))
                .containsExactly("a");
    }

    @Test
    void theLastNameOfAnEventCountsAndHoldsForItAlone() {
        assertThat(events("event: a\nevent: b\ndata: 1\n\ndata: 2\n\nevent: c\nevent\ndata: 3\n\n"))
                .extracting(ServerSentEvent::event)
                .containsExactly("b", "message", "message");
    }

    @Test
    void anEventWithoutDataIsNoneAndItsNameIsForgotten() {
        assertThat(events("event: a\n\n\n\ndata: 1\n\n")).containsExactly(new ServerSentEvent("message", "1", null));
    }

    @Test
    void anIdHoldsUntilTheNextOne() {
        assertThat(events("data: 1\n\nid: 7\ndata: 2\n\ndata: 3\n\nid: 8\n\ndata: 4\n\nid\ndata: 5\n\n"))
                .extracting(ServerSentEvent::id)
                .containsExactly(null, "7", "7", "8", null);
    }

    @Test
    void anIdWithNulIsIgnored() {
        assertThat(events("id: 7\nid: 8\0\nid:\0\ndata: 1\n\n"))
                .containsExactly(new ServerSentEvent("message", "1", "7"));
    }

    @Test
    void nulIsDataLikeAnyOther() {
        assertThat(data("data: a\0b\n\n")).containsExactly("a\0b");
    }

    @Test
    void oneByteOrderMarkAtTheStartIsIgnored() {
        assertThat(data("\uFEFFdata: a\n\n\uFEFFdata: b\n\n")).containsExactly("a");
        assertThat(data("\uFEFF\uFEFFdata: a\n\ndata: \uFEFFb\n\n")).containsExactly("\uFEFFb");
        assertThat(Outcome.of("\uFEFF")).isEqualTo(Outcome.of(""));
    }

    @Test
    void anEventWithoutItsBlankLineCounts() {
        for (String end : List.of("", "\n", "\r", "\r\n")) {
            Outcome outcome = Outcome.of("data: a\n\ndata: [DONE]" + end);
            assertThat(outcome.data()).containsExactly("a", "[DONE]");
            assertThat(outcome.end()).isEqualTo(Outcome.End.INSIDE_EVENT);
        }
        assertThat(Outcome.of("data: [DONE]\n\n").end()).isEqualTo(Outcome.End.COMPLETE);
    }

    @Test
    void anEndInsideAnEventWithoutDataIsSeen() {
        assertThat(Outcome.of("data: a\n\nevent: e\n")).satisfies(outcome -> {
            assertThat(outcome.data()).containsExactly("a");
            assertThat(outcome.end()).isEqualTo(Outcome.End.INSIDE_EVENT);
        });
    }

    @Test
    void nothingComesOfNothing() {
        for (String nothing : List.of("", "\n", "\r\n\r\n", ":\n", "\n\n:x\n\n")) {
            assertThat(Outcome.of(nothing)).isEqualTo(new Outcome(List.of(), Outcome.End.COMPLETE));
        }
    }

    @Test
    void anEventPrintsWithoutItsData() {
        assertThat(new ServerSentEvent("message", "an answer", "7"))
                .hasToString("ServerSentEvent[event=message, data of 9 characters]");
    }

    private static List<ServerSentEvent> events(String text) {
        return Outcome.of(text).events();
    }

    private static List<String> data(String text) {
        return Outcome.of(text).data();
    }
}
