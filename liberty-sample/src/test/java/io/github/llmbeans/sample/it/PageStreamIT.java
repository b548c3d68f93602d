package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.StreamScript;
import io.github.llmbeans.tck.server.Gate;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The chat page in a real browser while an answer is being written; the model writes when the test says so. */
class PageStreamIT extends PageTest {
    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("page-stream", Simulators.patientSettings("gigachat.", SIMULATOR));
    }

    @Test
    void theAnswerGrowsPieceByPieceAndWhatIsThereStaysThere() {
        Gate first = new Gate();
        Gate second = new Gate();
        script(pieces("One.\n\nTwo").pass(first).pieces(" and three.").pass(second));
        page.ask("Count");
        page.awaitText(".answer.writing .text", "Two");
        assertThat(page.all(".answer .block")).extracting(WebElement::getText).containsExactly("One.", "Two");
        assertThat(page.visible("#stop")).hasSize(1);
        assertThat(page.visible("#send")).isEmpty();
        page.run("document.querySelector('.answer .block').kept = 'yes'");
        first.open();
        page.awaitText(".answer.writing .text", "Two and three.");
        assertThat(page.run("return document.querySelector('.answer .block').kept"))
                .isEqualTo("yes");
        assertThat(page.all(".answer .usage")).isEmpty();
        second.open();
        assertThat(page.await(".answer.complete .usage").getText()).contains("tokens");
        assertThat(page.visible("#send")).hasSize(1);
    }

    @Test
    void aScreenReaderHearsTheBeginningAndTheEndAndNotEveryPiece() {
        Gate gate = new Gate();
        script(pieces("One, ").pass(gate).pieces("two."));
        page.ask("Count");
        page.awaitText(".answer.writing", "One,");
        assertThat(page.told()).isEqualTo("The model is thinking…");
        assertThat(page.await("#log").getDomAttribute("aria-live")).isEqualTo("off");
        assertThat(page.await("#log").getDomAttribute("aria-busy")).isEqualTo("true");
        gate.open();
        page.await(".answer.complete");
        page.until(() -> page.told().equals("The answer is complete. One, two.") ? Boolean.TRUE : null);
        assertThat(page.await("#log").getDomAttribute("aria-busy")).isEqualTo("false");
    }

    @Test
    void stopKeepsWhatHasComeAndTheModelSeesTheHangUp() {
        scriptSilence("My favourite is");
        page.ask("What is your favourite colour?");
        page.awaitText(".answer.writing", "My favourite is");
        page.await("#stop").click();
        assertThat(page.await(".answer.stopped").getText()).contains("My favourite is", "You stopped the answer.");
        awaitHangUp("What is your favourite colour?");
        assertThat(page.browser().switchTo().activeElement()).isEqualTo(page.question());
        assertThat(page.answer("Go on").getText())
                .as("it knows what was said")
                .contains("What is your favourite colour?");
        page.reload();
        assertThat(page.visible(".answer")).hasSize(2);
        assertThat(page.visible(".answer").get(0).getText()).contains("My favourite is", "not finished");
    }

    @Test
    void escapeStopsToo() {
        scriptSilence("One");
        page.ask("Count");
        page.awaitText(".answer.writing", "One");
        page.question().sendKeys(Keys.ESCAPE);
        page.await(".answer.stopped");
        awaitHangUp("Count");
    }

    @Test
    void aStoppedAnswerCanBeAskedForOnceMoreAndTakesItsPlace() {
        scriptSilence("One");
        page.ask("Count");
        page.awaitText(".answer.writing", "One");
        page.await("#stop").click();
        page.await(".answer.stopped .again").click();
        page.await(".answer.complete");
        page.reload();
        assertThat(page.visible(".question")).hasSize(1);
        assertThat(page.visible(".answer.complete")).hasSize(1);
    }

    @Test
    void whoeverLeavesThePageEndsTheAnswer() {
        scriptSilence("One");
        page.ask("Count");
        page.awaitText(".answer.writing", "One");
        page.browser().get("about:blank");
        awaitHangUp("Count");
        page.visit(root);
        assertThat(page.await(".answer").getText()).contains("One", "The answer was not finished.");
    }

    @Test
    void aNewConversationEndsTheAnswerOfTheOldOne() {
        scriptSilence("One");
        page.ask("Count");
        page.awaitText(".answer.writing", "One");
        page.await("#anew").click();
        awaitHangUp("Count");
        assertThat(page.all(".bubble")).isEmpty();
        page.answer("hello");
        assertThat(page.visible(".question")).hasSize(1);
    }

    @Test
    void anErrorInMidStreamKeepsWhatHasComeSaysWhatHappenedAndCanBeTriedAgain() {
        SIMULATOR.script(
                Endpoint.COMPLETIONS,
                pieces("One, ", "two").error(429, "Too many requests").reply());
        page.ask("Count");
        WebElement problem = page.await(".problem");
        assertThat(page.await(".answer").getText()).contains("One, two");
        assertThat(problem.getText()).contains("The answer broke off", "The model is overloaded.");
        assertThat(page.told()).contains("The model is overloaded.");
        page.await(".again").click();
        page.await(".answer.complete");
        assertThat(page.visible(".problem")).isEmpty();
        assertThat(page.visible(".question")).hasSize(1);
    }

    @Test
    void aConnectionThatBreaksInMidStreamIsToldTheSameWay() {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces("One, ", "two").cut());
        page.ask("Count");
        assertThat(page.await(".problem").getText()).contains("The answer broke off", "cannot be reached");
        assertThat(page.await(".answer").getText()).contains("One, two");
    }

    @Test
    void reasoningCanBeOpenedAndAFunctionAtWorkIsSaid() {
        Gate gate = new Gate();
        script(StreamScript.start()
                .reasoning("First I think.")
                .progress("text2image", 12)
                .pass(gate)
                .pieces("Here."));
        page.ask("Paint");
        page.awaitText(".answer .progress", "At work: text2image, about 12 seconds left");
        gate.open();
        WebElement answer = page.await(".answer.complete");
        assertThat(answer.getText()).contains("Here.").doesNotContain("First I think.", "At work");
        answer.findElement(By.cssSelector(".reasoning summary")).click();
        assertThat(answer.getText()).contains("First I think.");
    }

    @Test
    void aReaderAtTheBottomStaysThereAndOneWhoHasScrolledUpIsLeftAlone() {
        Gate first = new Gate();
        Gate second = new Gate();
        script(pieces("line\n\n".repeat(60))
                .pass(first)
                .pieces("more\n\n".repeat(60))
                .pass(second)
                .pieces("end\n\n".repeat(60)));
        page.ask("Much");
        page.awaitText(".answer.writing", "line");
        first.open();
        page.awaitText(".answer.writing", "more");
        assertThat(fromTheBottom()).isLessThan(100);
        page.run("scrollTo(0, 0)");
        second.open();
        page.awaitText(".answer.complete", "end");
        assertThat(page.run("return scrollY")).isEqualTo(0L);
    }

    private static long fromTheBottom() {
        return ((Number) page.run("return Math.round(document.documentElement.scrollHeight - innerHeight - scrollY)"))
                .longValue();
    }
}
