package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.server.Gate;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** Several tabs of one browser, which share the HTTP session: what happens in one is nothing to the others. */
class PageTabsIT extends PageTest {
    private String first;

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("page-tabs", Simulators.patientSettings("gigachat.", SIMULATOR));
    }

    @BeforeEach
    void thisIsTheFirstTab() {
        first = page.browser().getWindowHandle();
    }

    @AfterEach
    void backToOneTab() {
        page.browser().getWindowHandles().stream()
                .filter(tab -> !tab.equals(first))
                .forEach(this::close);
        page.browser().switchTo().window(first);
    }

    @Test
    void twoTabsStreamAtOnceAndStopInOneLeavesTheOtherGoing() {
        scriptSilence("The first");
        page.ask("Question 1");
        page.awaitText(".answer.writing", "The first");
        String second = newTab();
        Gate gate = new Gate();
        script(pieces("The second").pass(gate).pieces(" goes on."));
        page.ask("Question 2");
        page.awaitText(".answer.writing", "The second");
        to(first);
        page.await("#stop").click();
        page.awaitText(".answer.stopped", "The first");
        awaitHangUp("Question 1");
        to(second);
        gate.open();
        page.awaitText(".answer.complete", "The second goes on.");
    }

    @Test
    void leavingOneTabLeavesTheAnswerOfTheOtherGoing() {
        Gate gate = new Gate();
        script(pieces("The first").pass(gate).pieces(" goes on."));
        page.ask("Question 1");
        page.awaitText(".answer.writing", "The first");
        String second = newTab();
        scriptSilence("The second");
        page.ask("Question 2");
        page.awaitText(".answer.writing", "The second");
        close(second);
        page.browser().switchTo().window(first);
        awaitHangUp("Question 2");
        gate.open();
        page.awaitText(".answer.complete", "The first goes on.");
    }

    @Test
    void eachTabKeepsAConversationOfItsOwnAlsoThroughAReload() {
        page.answer("I am Anna");
        String second = newTab();
        assertThat(page.all(".bubble")).isEmpty();
        page.answer("I am Boris");
        assertThat(page.answer("Who am I?").getText()).contains("Boris").doesNotContain("Anna");
        to(first);
        assertThat(page.answer("Who am I?").getText()).contains("Anna").doesNotContain("Boris");
        page.reload();
        assertThat(page.visible(".question")).extracting(WebElement::getText).containsExactly("I am Anna", "Who am I?");
        to(second);
        page.reload();
        assertThat(page.visible(".question"))
                .extracting(WebElement::getText)
                .containsExactly("I am Boris", "Who am I?");
    }

    @Test
    void aNewConversationInOneTabForgetsNothingOfTheOther() {
        page.answer("I am Anna");
        newTab();
        page.answer("I am Boris");
        page.await("#anew").click();
        to(first);
        page.reload();
        assertThat(page.visible(".question")).extracting(WebElement::getText).containsExactly("I am Anna");
    }

    /** A tab that is duplicated, or opened by a script, begins with the memory of the one it comes from. */
    @Test
    void aDuplicatedTabHasAConversationOfItsOwnToo() {
        page.answer("I am Anna");
        page.run("window.open(location.href)");
        String duplicate = page.until(() -> page.browser().getWindowHandles().stream()
                .filter(tab -> !tab.equals(first))
                .findFirst()
                .orElse(null));
        page.browser().switchTo().window(duplicate);
        page.await("html[data-ready]");
        assertThat(page.all(".bubble")).isEmpty();
        page.answer("I am Boris");
        page.reload();
        assertThat(page.visible(".question")).extracting(WebElement::getText).containsExactly("I am Boris");
        to(first);
        page.reload();
        assertThat(page.visible(".question")).extracting(WebElement::getText).containsExactly("I am Anna");
    }

    /** Such as a page that did not come by https and not from this machine. */
    @Test
    void aReloadKeepsTheConversationAlsoWhereTheBrowserHasNoLocks() {
        Object script = page.browser()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", "delete Navigator.prototype.locks"))
                .get("identifier");
        try {
            page.reload();
            assertThat(page.run("return 'locks' in navigator")).isEqualTo(false);
            page.answer("I am Anna");
            page.reload();
            assertThat(page.visible(".question"))
                    .extracting(WebElement::getText)
                    .containsExactly("I am Anna");
        } finally {
            page.browser().executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        }
    }

    @Test
    void whatSomebodyElseWroteIntoTheMemoryOfTheTabIsNoConversation() {
        page.run("sessionStorage.setItem('conversation', '../info?x=\\u0000')");
        page.reload();
        assertThat(page.answer("hello").getText()).contains("“hello”");
        page.reload();
        assertThat(page.visible(".question")).hasSize(1);
    }

    /** Somebody else asks in the conversation of this tab, and is answered first. */
    @Test
    void anAnswerThatTheConversationWentOnWithoutSaysSoInBothLanguages() {
        Gate gate = new Gate();
        script(pieces("The slow").pass(gate).pieces(" one."));
        page.ask("Question 1");
        page.awaitText(".answer.writing", "The slow");
        script(pieces("The fast one."));
        page.run("return fetch('api/conversation/stream?id=' + sessionStorage.getItem('conversation'),"
                + " {method: 'POST', headers: {'Content-Type': 'application/json'},"
                + " body: JSON.stringify({prompt: 'Question 2'})}).then((answer) => answer.text())");

        gate.open();

        page.awaitText(".answer.complete .forgotten", "the model will not remember it");
        assertThat(page.told()).contains("the model will not remember it");
        page.await("[data-language=ru]").click();
        page.awaitText(".answer.complete .forgotten", "этот ответ она не запомнит");
        page.photograph("not-remembered");
        page.await("[data-language=en]").click();
        page.answer("Question 3");
        assertThat(page.visible(".forgotten")).as("of the other answer only").hasSize(1);
    }

    private String newTab() {
        page.browser().switchTo().newWindow(WindowType.TAB);
        page.visit(root);
        return page.browser().getWindowHandle();
    }

    private void to(String tab) {
        page.browser().switchTo().window(tab);
    }

    private void close(String tab) {
        page.browser().switchTo().window(tab).close();
    }
}
