package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The chat page as somebody sees it who sits in front of a browser. */
final class Page implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver browser;

    Page(String language) {
        browser = Browser.open(language, 1000, 800);
    }

    ChromeDriver browser() {
        return browser;
    }

    /** Opens the page and waits until it has asked the server all that it wants to know. */
    void visit(URI root) {
        browser.get(root.toString());
        await("html[data-ready]");
    }

    /** As somebody who has never been here. */
    void visitForTheFirstTime(URI root) {
        visit(root);
        browser.manage().deleteAllCookies();
        browser.executeScript("localStorage.clear()");
        browser.manage().logs().get(LogType.BROWSER);
        visit(root);
    }

    void reload() {
        browser.navigate().refresh();
        await("html[data-ready]");
    }

    void ask(String text) {
        question().sendKeys(text, Keys.ENTER);
    }

    /** Asks and waits for the whole answer. */
    WebElement answer(String text) {
        int before = all(".answer.complete").size();
        ask(text);
        return until(() -> {
            List<WebElement> answers = all(".answer.complete");
            return answers.size() > before ? answers.get(answers.size() - 1) : null;
        });
    }

    WebElement question() {
        return browser.findElement(By.id("question"));
    }

    /** The first element that matches and can be seen. */
    WebElement await(String selector) {
        return until(
                () -> all(selector).stream().filter(Page::isVisible).findFirst().orElse(null));
    }

    void awaitText(String selector, String text) {
        until(() -> all(selector).stream().anyMatch(e -> e.getText().contains(text)) ? Boolean.TRUE : null);
    }

    List<WebElement> all(String selector) {
        return browser.findElements(By.cssSelector(selector));
    }

    /** Those that can be seen. */
    List<WebElement> visible(String selector) {
        return all(selector).stream().filter(Page::isVisible).toList();
    }

    /** What a screen reader is told. */
    String told() {
        return String.valueOf(browser.findElement(By.id("status")).getDomProperty("textContent"));
    }

    Object run(String script) {
        return browser.executeScript(script);
    }

    <T> T until(Supplier<T> found) {
        return new WebDriverWait(browser, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(ignored -> found.get());
    }

    void width(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", width < 600));
    }

    void prefer(String feature, String value) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    void asUsual() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    void neverScrollsSideways() {
        assertThat((Long) run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isNotPositive();
    }

    /** Keeps what can be seen now, for people. */
    void photograph(String name) {
        try {
            Path directory = Files.createDirectories(Path.of(System.getProperty("it.screenshots")));
            Files.write(directory.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isVisible(WebElement element) {
        return element.getTagName().equals("html") || element.isDisplayed();
    }

    @Override
    public void close() {
        browser.quit();
    }
}
