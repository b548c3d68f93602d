package io.github.llmbeans;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Beans as applications have them, tested as their authors would. */
@Timeout(30)
class MockBeansTest {
    private final MockProvider llm = new MockProvider();

    /** Remembers what was said. */
    private static final class Adviser {
        private final BaseProvider llm;
        private final Conversation conversation =
                Conversation.builder().system("Be brief.").build();

        Adviser(BaseProvider llm) {
            this.llm = llm;
        }

        String ask(String question) {
            return conversation.say(llm, question).text();
        }
    }

    @Test
    void aConversationTakesAlongWhatWasSaid() {
        llm.script("Hello, Ann.", "Your name is Ann.");
        Adviser adviser = new Adviser(llm);

        adviser.ask("I am Ann.");
        assertEquals("Your name is Ann.", adviser.ask("Who am I?"));

        assertEquals(
                List.of("Be brief.", "I am Ann.", "Hello, Ann.", "Who am I?"),
                llm.lastRequest().messages().stream().map(Message::content).toList());
    }

    /** Writes as it reads, and apologises. */
    private static String tell(BaseProvider llm, String subject) {
        StringBuilder out = new StringBuilder();
        try (BlockingStream<String> pieces =
                BlockingStream.of(llm.generateStream("Tell of " + subject, GenerationParams.defaults()))) {
            pieces.forEachRemaining(out::append);
        } catch (ProviderException e) {
            out.append("... sorry, I lost the thread");
        }
        return out.toString();
    }

    @Test
    void aStoryThatBreaksOffEndsWithAnApology() {
        llm.script().pieces("Once ", "upon ", "a time").breakAfter(2);

        assertEquals("Once upon ... sorry, I lost the thread", tell(llm, "dragons"));
    }

    /** Asks a function of its own when the model wants it. */
    private static String weather(BaseProvider llm, String question) {
        ChatRequest request = ChatRequest.of(question);
        ChatResponse answer = llm.chat(request);
        FunctionCall call = answer.functionCall();
        if (call == null) {
            return answer.text();
        }
        return llm.chat(request.toBuilder()
                        .message(Message.assistant(answer))
                        .message(Message.function(call.name(), "{\"sky\":\"clear\"}"))
                        .build())
                .text();
    }

    @Test
    void theModelGetsTheResultOfItsFunction() {
        llm.script().callFunction("weather", "{\"city\":\"Kazan\"}").answer("Sunny.");

        assertEquals("Sunny.", weather(llm, "Kazan?"));
        assertEquals(
                Message.function("weather", "{\"sky\":\"clear\"}"),
                llm.lastRequest().messages().get(2));
    }

    /** Gives up after a while of its own. */
    private static CompletableFuture<String> hint(BaseProvider llm) {
        return llm.generateAsync("A hint, please", GenerationParams.defaults())
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.MILLISECONDS)
                .exceptionally(late -> "no hint");
    }

    @Test
    void aHintThatComesTooLateIsNone() {
        MockClock clock = new MockClock();
        MockProvider slow = MockProvider.builder().sleeper(clock).build();
        slow.script("too late").after(Duration.ofSeconds(5));

        assertEquals("no hint", hint(slow).join());
        Patience.until(() -> clock.waiting() == 0);
    }

    /** Says on a page whether the model is there. */
    private static String light(BaseProvider llm) {
        return llm.healthCheck() ? "green" : "red";
    }

    @Test
    void theLightFollowsTheModel() {
        assertEquals("green", light(llm));
        llm.healthy(false);
        assertEquals("red", light(llm));
    }

    /** Fires and forgets. */
    private static void warmUp(BaseProvider llm) {
        new Thread(() -> llm.generate("Hello")).start();
    }

    @Test
    void theModelIsWarmedUp() {
        warmUp(llm);

        llm.awaitCalls(1);
        assertEquals("Hello", llm.lastPrompt());
        assertEquals(1, llm.callCount());
    }
}
