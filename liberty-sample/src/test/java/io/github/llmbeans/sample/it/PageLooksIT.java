package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.StreamScript;
import io.github.llmbeans.tck.server.Gate;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** How the chat page looks and for whom it works; pictures of it are in {@code target/screenshots}. */
class PageLooksIT extends PageTest {
    private static final String SIGHT = """
            const top = (e) => e.getBoundingClientRect().top;
            const bottom = (e) => e.getBoundingClientRect().bottom;
            const last = (selector) => [...document.querySelectorAll(selector)].at(-1);
            const input = document.getElementById('question');
            const inSight = (e) => top(e) >= 0 && bottom(e) <= visualViewport.height + 1;
            """;

    @Deployment(testable = false)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.settings("gigachat.", SIMULATOR);
        settings.put("sample.simulator", "true");
        return SampleWar.with("page-looks", settings);
    }

    @AfterEach
    void asUsual() {
        page.asUsual();
    }

    @ParameterizedTest
    @CsvSource({
        "en, light, 1000, 800", "en, dark, 1000, 800", "en, light, 390, 780", "en, dark, 390, 780",
        "ru, light, 1000, 800", "ru, dark, 1000, 800", "ru, light, 390, 780", "ru, dark, 390, 780"
    })
    void everybodyCanReadIt(String language, String scheme, int width, int height) {
        String name = language + "-" + scheme + (width < 600 ? "-phone" : "");
        page.prefer("prefers-color-scheme", scheme);
        page.width(width, height);
        page.await("[data-language=" + language + "]").click();
        photographed(name + "-1-welcome");
        page.answer(language.equals("ru") ? "Покажи /markdown" : "Show me /markdown");
        page.run("scrollTo(0, 0)");
        photographed(name + "-2-markdown");
        Gate gate = new Gate();
        SIMULATOR.script(
                Endpoint.COMPLETIONS,
                StreamScript.start()
                        .reasoning("…")
                        .pieces("One, two, ")
                        .pass(gate)
                        .pieces("three")
                        .error(429, "Too many requests")
                        .reply());
        page.ask(language.equals("ru") ? "Посчитай до ста" : "Count to a hundred");
        page.awaitText(".answer.writing", "One, two");
        photographed(name + "-3-writing");
        gate.open();
        page.await(".problem");
        photographed(name + "-4-broken-off");
        assertThat(page.run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(scheme.equals("dark") ? "rgb(20, 24, 26)" : "rgb(250, 248, 244)");
    }

    private static void photographed(String name) {
        page.photograph(name);
        page.neverScrollsSideways();
        assertThat(Axe.violations(page)).isEmpty();
    }

    @Test
    void everythingCanBeReachedWithTheKeyboardAndHasAName() {
        page.answer("hello");
        List<WebElement> controls = page.visible("button, textarea, a, select");
        assertThat(controls)
                .hasSizeGreaterThan(4)
                .allSatisfy(control -> assertThat(control.getAccessibleName())
                        .as(control.getDomProperty("outerHTML"))
                        .isNotBlank());
    }

    @Test
    void theSmallestPhoneShowsLongWordsWideTablesAndLongLinesWithoutScrollingSideways() {
        page.width(320, 568);
        page.answer("https://example.org/" + "a".repeat(200));
        page.neverScrollsSideways();
        SIMULATOR.script(
                Endpoint.COMPLETIONS,
                StreamScript.start()
                        .pieces("| " + "wide | ".repeat(12) + "\n" + "|---".repeat(12) + "|\n| " + "cell | ".repeat(12)
                                + "\n\n```\n" + "long ".repeat(100) + "\n```\n\n" + "w".repeat(300))
                        .finish("stop")
                        .done()
                        .reply());
        page.answer("Wide");
        page.neverScrollsSideways();
    }

    /** A keyboard on the screen leaves about half of it to the page. */
    @ParameterizedTest
    @CsvSource({"en, light", "ru, dark"})
    void whenTheKeyboardOpensTheInputAndTheEndOfTheLastAnswerStayInSight(String language, String scheme) {
        String name = language + "-" + scheme + "-phone-keyboard";
        page.prefer("prefers-color-scheme", scheme);
        page.width(390, 780);
        page.await("[data-language=" + language + "]").click();
        page.answer("/long 150");
        page.width(390, 400);
        page.until(() -> endIsInSight() ? Boolean.TRUE : null);
        page.photograph(name + "-1-answer");
        page.question().sendKeys("one", Keys.chord(Keys.SHIFT, Keys.ENTER), "two");
        page.until(() -> endIsInSight() ? Boolean.TRUE : null);
        page.question().sendKeys(Keys.chord(Keys.SHIFT, Keys.ENTER).repeat(12), "last");
        assertThat(roomToRead()).isGreaterThan(150);
        page.photograph(name + "-2-long-question");
        page.question().clear();
        Gate gate = new Gate();
        SIMULATOR.script(
                Endpoint.COMPLETIONS,
                pieces("One, two, three. ".repeat(60))
                        .pass(gate)
                        .finish("stop")
                        .done()
                        .reply());
        page.ask("Count");
        page.awaitText(".answer.writing", "three");
        page.until(() -> textIsInSight() ? Boolean.TRUE : null);
        page.photograph(name + "-3-writing");
        gate.open();
        page.awaitText(".answer.complete", "three");
        page.until(() -> endIsInSight() ? Boolean.TRUE : null);
        page.neverScrollsSideways();
    }

    private static boolean textIsInSight() {
        return (Boolean) page.run(SIGHT + "return inSight(input) && bottom(last('.answer .text')) <= top(input) + 4");
    }

    private static boolean endIsInSight() {
        return (Boolean) page.run(SIGHT + "return inSight(input) && bottom(last('.answer')) <= top(input) + 4");
    }

    /** Between the head and the foot of the page, in pixels. */
    private static long roomToRead() {
        return ((Number) page.run(
                        SIGHT + "return Math.round(top(input) - Math.max(0, bottom(document.querySelector('.top'))))"))
                .longValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reduce"})
    void nothingMovesForWhoeverDoesNotWantIt(String preference) {
        page.prefer("prefers-reduced-motion", preference);
        Gate gate = SIMULATOR.hold(Endpoint.COMPLETIONS);
        page.ask("hello");
        page.await(".dots");
        assertThat(page.run("return document.getAnimations().length")).isEqualTo(0L);
        gate.open();
    }
}
