package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireAnswers;
import io.github.llmbeans.tck.server.Gate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The chat page in a real browser. */
@NeedsBrowser
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PageIT {
    private static final GigaChatSimulator SIMULATOR = Simulators.MAIN;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ArquillianResource
    URI root;

    private static ChromeDriver browser;

    @Deployment(testable = false)
    static WebArchive sample() {
        Map<String, String> settings = Simulators.settings("gigachat.", SIMULATOR);
        settings.put("sample.simulator", "true");
        return SampleWar.with("page", settings);
    }

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open("en-US", 1000, 800);
    }

    @AfterAll
    static void closeBrowser() {
        browser.quit();
    }

    @BeforeEach
    void visitForTheFirstTime() {
        SIMULATOR.reset();
        visit(browser);
        browser.executeScript("localStorage.clear()");
        browser.manage().logs().get(LogType.BROWSER);
        visit(browser);
    }

    @Test
    void aQuestionIsSentWithEnterAndTheAnswerShowsModelTokensAndRequestId() {
        ask("What is an enterprise bean?");
        WebElement answer = await(".answer:not(.waiting)");
        assertThat(answer.getText()).contains("“What is an enterprise bean?”", "GigaChat-2-Pro", "tokens", "Request");
        assertThat(answer.findElement(By.tagName("code")).getText()).hasSizeGreaterThan(10);
        assertThat(question().getDomProperty("value")).isEmpty();
        assertThat(browser.switchTo().activeElement()).isEqualTo(question());
    }

    @Test
    void shiftEnterStartsANewLineAndSendsNothing() {
        question().sendKeys("one", Keys.chord(Keys.SHIFT, Keys.ENTER), "two");
        assertThat(question().getDomProperty("value")).isEqualTo("one\ntwo");
        assertThat(browser.findElements(By.cssSelector(".bubble"))).isEmpty();
    }

    @Test
    void theModelIsRemindedOfTheConversation() {
        ask("My name is Anna");
        await(".answer:not(.waiting)");
        ask("Who am I?");
        assertThat(await(".answer:nth-child(4):not(.waiting)").getText()).contains("“My name is Anna”");
    }

    @Test
    void anAnswerIsShownAsTextAndNeverAsHtml() {
        SIMULATOR.script(Endpoint.COMPLETIONS, WireAnswers.completion("<img src=x onerror=alert(1)><b>bold</b>"));
        ask("<i>hello</i>");
        WebElement answer = await(".answer:not(.waiting)");
        assertThat(answer.getText()).contains("<img src=x onerror=alert(1)><b>bold</b>");
        assertThat(browser.findElements(By.cssSelector(".log img, .log b"))).isEmpty();
        assertThat(await(".question .text").getText()).isEqualTo("<i>hello</i>");
    }

    @Test
    void aFailureIsASentenceWithDetailsAndASecondTry() {
        ask("/429 60");
        WebElement problem = await(".problem");
        assertThat(problem.getText()).contains("The model is overloaded. Try again in 60 seconds.");
        problem.findElement(By.tagName("summary")).click();
        assertThat(problem.getText()).contains("429", "Too many requests", "Request");
        SIMULATOR.script(Endpoint.COMPLETIONS, WireAnswers.completion("better now"));
        problem.findElement(By.tagName("button")).click();
        assertThat(await(".answer:not(.waiting)").getText()).contains("better now");
        assertThat(browser.findElements(By.cssSelector(".problem"))).isEmpty();
        assertThat(browser.findElements(By.cssSelector(".question"))).hasSize(1);
    }

    @Test
    void whoeverDoesNotWantToWaitCanStop() {
        Gate gate = SIMULATOR.hold(Endpoint.COMPLETIONS);
        ask("hello");
        await(".waiting");
        assertThat(await("#status").getDomProperty("textContent")).isEqualTo("The model is thinking…");
        await("#stop").click();
        assertThat(await(".problem").getText()).contains("You stopped waiting");
        assertThat(browser.findElements(By.cssSelector(".waiting"))).isEmpty();
        gate.open();
    }

    @Test
    void aNewConversationForgetsTheOldOne() {
        ask("My name is Anna");
        await(".answer:not(.waiting)");
        await("#anew").click();
        assertThat(browser.findElements(By.cssSelector(".bubble"))).isEmpty();
        ask("Who am I?");
        assertThat(await(".answer:not(.waiting)").getText()).doesNotContain("Anna");
    }

    @Test
    void thePageSaysThatASimulatorAnswers() {
        assertThat(await("#simulator").getText()).contains("A simulator answers here", "GIGACHAT_CREDENTIALS");
    }

    @Test
    void thePageSpeaksTheLanguageOfTheBrowserAndRemembersAnother() {
        assertThat(await("h2").getText()).isEqualTo("Ask a language model");
        ask("/429 60");
        await(".problem");
        await("[data-language=ru]").click();
        assertThat(await(".problem").getText()).contains("Модель перегружена. Повторите через 60 секунд.");
        assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang"))
                .isEqualTo("ru");
        browser.navigate().refresh();
        assertThat(await("h2").getText()).isEqualTo("Спросите языковую модель");
    }

    @Test
    void aRussianBrowserGetsARussianPage() {
        ChromeDriver russian = Browser.open("ru-RU", 1000, 800);
        try {
            visit(russian);
            assertThat(russian.findElement(By.tagName("h2")).getText()).isEqualTo("Спросите языковую модель");
            assertThat(russian.findElement(By.cssSelector("[data-language=ru]")).getDomAttribute("aria-pressed"))
                    .isEqualTo("true");
        } finally {
            russian.quit();
        }
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        Object missing = browser.executeAsyncScript("""
                const done = arguments[0];
                import('./texts.js').then(({ texts }) => {
                  const names = (o, p = '') => Object.entries(o).flatMap(([k, v]) =>
                    v && typeof v === 'object' && !Array.isArray(v) ? names(v, p + k + '.') : [p + k]);
                  const en = names(texts.en), ru = names(texts.ru);
                  done([...en.filter((n) => !ru.includes(n)), ...ru.filter((n) => !en.includes(n)), en.length]);
                });""");
        assertThat((List<?>) missing)
                .hasSize(1)
                .allSatisfy(size -> assertThat((Long) size).isGreaterThan(30));
    }

    @Test
    void everythingCanBeReachedWithTheKeyboardAndHasAName() {
        ask("hello");
        await(".answer:not(.waiting)");
        List<WebElement> controls = browser.findElements(By.cssSelector("button, textarea, a")).stream()
                .filter(WebElement::isDisplayed)
                .toList();
        assertThat(controls)
                .hasSizeGreaterThan(4)
                .allSatisfy(control -> assertThat(control.getAccessibleName())
                        .as(control.getDomProperty("outerHTML"))
                        .isNotBlank());
        assertThat(await("#log").getDomAttribute("aria-live")).isEqualTo("polite");
    }

    @Test
    void thePageNeedsNobodyElseAndBreaksNoRuleOfItsOwnPolicy() {
        ask("hello");
        await(".answer:not(.waiting)");
        Object hosts = browser.executeScript(
                "return [...new Set(performance.getEntriesByType('resource').map((e) => new URL(e.name).host))]");
        assertThat(hosts).isEqualTo(List.of(root.getAuthority()));
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    @Test
    void aNarrowPhoneShowsEverythingWithoutScrollingSideways() {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 320, "height", 640, "deviceScaleFactor", 2, "mobile", true));
        try {
            ask("https://example.org/" + "a".repeat(200));
            await(".answer:not(.waiting)");
            assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320L);
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private void visit(ChromeDriver visitor) {
        visitor.get(root.toString());
        new WebDriverWait(visitor, PATIENCE)
                .until(ignored -> visitor.findElement(By.id("model")).getText().contains("GigaChat"));
    }

    private void ask(String text) {
        question().sendKeys(text, Keys.ENTER);
    }

    private WebElement question() {
        return browser.findElement(By.id("question"));
    }

    private WebElement await(String selector) {
        return until(() -> browser.findElements(By.cssSelector(selector)).stream()
                .findFirst()
                .orElse(null));
    }

    private <T> T until(Supplier<T> found) {
        return new WebDriverWait(browser, PATIENCE).until(ignored -> found.get());
    }
}
