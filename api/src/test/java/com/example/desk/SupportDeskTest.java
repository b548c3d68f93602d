package com.example.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.llmbeans.MockProvider;
import org.junit.jupiter.api.Test;

class SupportDeskTest {
    private final MockProvider llm = new MockProvider();
    private final SupportDesk desk = new SupportDesk(llm);

    @Test
    void asksForOneSentence() {
        llm.whenContains("delivery").answer("It takes two days.");

        assertEquals("It takes two days.", desk.answer("How long is the delivery?"));
        assertEquals("Answer in one sentence: How long is the delivery?", llm.lastPrompt());
    }

    @Test
    void saysSoWhenThereIsTooMuchToDo() {
        llm.script().rateLimit();

        assertEquals("Too many questions at the moment. Please ask again.", desk.answer("Anybody?"));
    }

    @Test
    void aBusyServerIsAskedAgain() {
        llm.script().rateLimit().times(2).answer("Yes.");

        assertEquals("Yes.", desk.answer("Anybody?"));
        assertEquals(3, llm.lastCall().attempts());
    }
}
