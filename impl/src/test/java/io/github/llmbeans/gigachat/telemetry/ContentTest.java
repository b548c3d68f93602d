package io.github.llmbeans.gigachat.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.CallInfo;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.Message;
import io.github.llmbeans.ProviderInfo;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Prompts and answers on spans: only when somebody wants it, and in the form of the conventions. */
class ContentTest {
    private final Recorded recorded = new Recorded();

    @AfterEach
    void close() {
        recorded.close();
    }

    @Test
    void contentIsLeftOutUnlessItIsSwitchedOn() {
        SpanData span = span(false, ChatRequest.of("A private question"), GenAiTelemetryTest.answer());

        assertThat(Recorded.all(span.getAttributes())).doesNotContain("private", "messages");
    }

    @Test
    void switchedOnItIsTheWholeConversationAndTheAnswer() {
        ChatRequest request = ChatRequest.builder()
                .system("Be \"brief\"")
                .user("A private\nquestion")
                .build();

        SpanData span = span(true, request, GenAiTelemetryTest.answer());

        assertThat(Recorded.text(span.getAttributes(), "gen_ai.input.messages"))
                .isEqualTo("[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Be \\\"brief\\\"\"}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"A private\\nquestion\"}]}]");
        assertThat(Recorded.text(span.getAttributes(), "gen_ai.output.messages"))
                .isEqualTo("[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"A private answer\"}],"
                        + "\"finish_reason\":\"stop\"}]");
    }

    @Test
    void functionCallsAndTheirResultsAreToolCalls() {
        ChatResponse wanted = ChatResponse.builder("", "sales", "m")
                .finishReason(FinishReason.FUNCTION_CALL)
                .reasoning("I need the weather")
                .functionCall(new FunctionCall("weather", "{\"city\":\"Kazan\"}"))
                .build();
        ChatRequest request = ChatRequest.builder()
                .user("Weather?")
                .message(Message.assistant(wanted))
                .message(Message.function("weather", "no JSON"))
                .build();

        SpanData span = span(true, request, wanted);

        assertThat(Recorded.text(span.getAttributes(), "gen_ai.input.messages"))
                .endsWith("{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"name\":\"weather\","
                        + "\"arguments\":{\"city\":\"Kazan\"}}]},"
                        + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"response\":\"no JSON\"}],"
                        + "\"name\":\"weather\"}]");
        assertThat(Recorded.text(span.getAttributes(), "gen_ai.output.messages"))
                .isEqualTo("[{\"role\":\"assistant\",\"parts\":["
                        + "{\"type\":\"reasoning\",\"content\":\"I need the weather\"},"
                        + "{\"type\":\"tool_call\",\"name\":\"weather\",\"arguments\":{\"city\":\"Kazan\"}}],"
                        + "\"finish_reason\":\"tool_call\"}]");
    }

    private SpanData span(boolean capture, ChatRequest request, ChatResponse answer) {
        ProviderInfo info = new ProviderInfo("sales", "m", EnumSet.noneOf(Capability.class));
        GenAiTelemetry.builder(recorded.openTelemetry())
                .captureContent(capture)
                .build()
                .begin(new CallInfo(info, request, false))
                .answered(answer);
        return recorded.span("chat m");
    }
}
