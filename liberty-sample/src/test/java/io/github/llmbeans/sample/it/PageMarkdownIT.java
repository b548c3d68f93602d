package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What the chat page makes of a model's Markdown, and what it makes harmless. */
class PageMarkdownIT extends PageTest {
    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("page-markdown", Simulators.settings("gigachat.", SIMULATOR));
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
}
