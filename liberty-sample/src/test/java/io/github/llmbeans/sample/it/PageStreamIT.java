package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.StreamScript;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The chat page in a real browser while an answer is being written; the model writes when the test says so. */
@NeedsBrowser
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PageStreamIT {
    private static final GigaChatSimulator SIMULATOR = Simulators.MAIN;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ArquillianResource
    URI root;

    private static Page page;

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("page-stream", Simulators.settings("gigachat.", SIMULATOR));
    }

    @BeforeAll
    static void openBrowser() {
        page = new Page("en-US");
    }

    @AfterAll
    static void closeBrowser() {
        page.close();
    }

    @BeforeEach
    void visitForTheFirstTime() {
        SIMULATOR.reset();
        page.visitForTheFirstTime(root);
        SIMULATOR.clearRequests();
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
        SIMULATOR.awaitHungUpStreams(1, PATIENCE);
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
        SIMULATOR.awaitHungUpStreams(1, PATIENCE);
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
        SIMULATOR.awaitHungUpStreams(1, PATIENCE);
        page.visit(root);
        assertThat(page.await(".answer").getText()).contains("One", "The answer was not finished.");
    }

    @Test
    void aNewConversationEndsTheAnswerOfTheOldOne() {
        scriptSilence("One");
        page.ask("Count");
        page.awaitText(".answer.writing", "One");
        page.await("#anew").click();
        SIMULATOR.awaitHungUpStreams(1, PATIENCE);
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
    void aHostileAnswerDoesNotRun() {
        page.run("delete window.hostile");
        WebElement answer = page.answer("/hostile");
        assertThat(answer.getText()).contains("<script>", "The end of the hostile answer.");
        cleanAndQuiet();
        page.all(".answer a").forEach(WebElement::click);
        cleanAndQuiet();
        page.reload();
        page.await(".answer.complete");
        cleanAndQuiet();
    }

    private static void cleanAndQuiet() {
        assertThat(page.run("return String(window.hostile)")).isEqualTo("undefined");
        assertThat(page.run("""
                return [...document.querySelectorAll('#log *')].filter((e) =>
                    ['SCRIPT', 'IMG', 'SVG', 'IFRAME', 'FORM', 'INPUT', 'STYLE', 'OBJECT'].includes(e.tagName.toUpperCase())
                    || [...e.attributes].some((a) => a.name.startsWith('on') || a.name === 'style' || a.name === 'srcdoc')
                    || /^(?!https?:|mailto:)/i.test(e.getAttribute('href') ?? 'https:')).map((e) => e.outerHTML)""")).isEqualTo(List.of());
        assertThat(page.await(".bubble.question").isDisplayed()).isTrue();
    }

    /** The second barrier, as if the first one, which shows HTML as text, had a hole. */
    @Test
    void evenHtmlThatGotThroughIsStrippedOfAllThatRuns() {
        Object left = page.browser().executeAsyncScript("""
                const done = arguments[0];
                import('./markdown.js').then(({ sanitised }) => {
                  const box = document.createElement('div');
                  document.getElementById('log').append(box);
                  box.append(sanitised(`<p onclick="window.hostile=1" style="color:red" id="x" class="send">text
                      <img src=x onerror="window.hostile=2"><svg><script>window.hostile=3</script></svg>
                      <a href="javascript:window.hostile=4">a</a><a href="data:text/html,x">b</a><a href="/api/info">c</a>
                      <a href="https://example.org/">d</a><script>window.hostile=5</script>
                      <form action="/"><input autofocus onfocus="window.hostile=6"></form><math><mtext></form><style></p>`));
                  const html = box.innerHTML;
                  box.remove();
                  done([String(window.hostile), html]);
                });""");
        assertThat((List<?>) left).first().isEqualTo("undefined");
        String html = String.valueOf(((List<?>) left).get(1));
        assertThat(html)
                .contains(
                        "<a href=\"https://example.org/\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">d</a>")
                .doesNotContain(
                        "hostile", "<img", "<svg", "style", "class", " id=", "javascript", "data:", "/api/info");
    }

    @Test
    void markdownIsShownAsItIsMeant() {
        script(pieces(
                "# Title\n\n- one\n- **two**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```java\nint x = 1 < 2;\n```\n\n"
                        + "[site](https://example.org/) ![chart](https://example.org/x.png) <b>raw</b>"));
        WebElement answer = page.answer("Show");
        assertThat(answer.findElement(By.cssSelector("h2")).getText()).isEqualTo("Title");
        assertThat(answer.findElements(By.cssSelector("li"))).hasSize(2);
        assertThat(answer.findElement(By.cssSelector("strong")).getText()).isEqualTo("two");
        assertThat(answer.findElements(By.cssSelector("td"))).hasSize(2);
        assertThat(answer.findElement(By.cssSelector("pre code")).getText()).isEqualTo("int x = 1 < 2;");
        WebElement link = answer.findElement(By.cssSelector("a"));
        assertThat(link.getDomAttribute("rel")).isEqualTo("noopener noreferrer nofollow");
        assertThat(link.getDomAttribute("target")).isEqualTo("_blank");
        assertThat(answer.getText()).contains("[chart]", "<b>raw</b>");
        assertThat(answer.findElements(By.cssSelector("img, b"))).isEmpty();
    }

    @Test
    void whatIsAskedIsNeverMarkdown() {
        page.answer("<i>hello</i> **you**");
        assertThat(page.await(".question .text").getText()).isEqualTo("<i>hello</i> **you**");
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

    private static StreamScript pieces(String... texts) {
        return StreamScript.start().pieces(texts);
    }

    private static void script(StreamScript answer) {
        Reply reply = answer.finish("stop").done().reply();
        SIMULATOR.script(Endpoint.COMPLETIONS, reply);
    }

    private static void scriptSilence(String text) {
        SIMULATOR.script(Endpoint.COMPLETIONS, pieces(text).silence());
    }
}
